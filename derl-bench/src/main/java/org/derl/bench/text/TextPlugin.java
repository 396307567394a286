package org.derl.bench.text;

import org.derl.data.FeatureExtractor;
import org.derl.plugin.PluginModule;

/** Offers what hands texts on as they are. */
public final class TextPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(
                FeatureExtractor.KIND,
                TextCharacters.NAME,
                TextCharacters.Config.class,
                (config, directories) -> new TextCharacters());
    }
}
