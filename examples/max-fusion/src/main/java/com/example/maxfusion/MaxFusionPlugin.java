package com.example.maxfusion;

import org.derl.part.Fusion;
import org.derl.part.Gate;
import org.derl.plugin.PluginModule;

/** What this jar offers, and by which names configuration calls it. */
public final class MaxFusionPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(Fusion.KIND, "max", MaxFusion.Config.class, MaxFusion::new);
        offer(Gate.KIND, "highway", HighwayGate.Config.class, HighwayGate::new);
    }
}
