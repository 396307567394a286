package org.derl.gates;

import org.derl.part.Gate;
import org.derl.plugin.PluginModule;

/** Offers the gates of this jar. */
public final class GatesPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(Gate.KIND, "open", OpenGate.Config.class, OpenGate::new);
        offer(Gate.KIND, "enhancement-unit", EnhancementUnit.Config.class, EnhancementUnit::new);
        offer(Gate.KIND, "filter-unit", FilterUnit.Config.class, FilterUnit::new);
        offer(Gate.KIND, "adaptation", AdaptationGate.Config.class, AdaptationGate::new);
    }
}
