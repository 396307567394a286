package com.example.maxfusion;

import org.derl.plugin.PluginModule;

/** What this jar offers, and by which names configuration calls it. */
public final class MaxFusionPlugin extends PluginModule {

    @Override
    protected void configure() {
        fusion("max", MaxFusion.Config.class, MaxFusion::new);
        gate("highway", HighwayGate.Config.class, HighwayGate::new);
    }
}
