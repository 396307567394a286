package org.derl.gates;

import org.derl.plugin.PluginModule;

/** Offers the gates of this jar. */
public final class GatesPlugin extends PluginModule {

    @Override
    protected void configure() {
        gate("open", OpenGate.Config.class, OpenGate::new);
        gate("enhancement-unit", EnhancementUnit.Config.class, EnhancementUnit::new);
        gate("filter-unit", FilterUnit.Config.class, FilterUnit::new);
        gate("adaptation", AdaptationGate.Config.class, AdaptationGate::new);
    }
}
