package org.derl.bench.parity.blocks;

import org.derl.plugin.PluginModule;

/** Offers what derl-api and the bench hold to be compared by itself. */
public final class BlocksPlugin extends PluginModule {

    @Override
    protected void configure() {
        referenceBlock("gradient-reversal", ReversalBlock.Config.class, ReversalBlock::new);
        referenceBlock("metrics", MetricsBlock.Config.class, MetricsBlock::new);
        referenceBlock("optimizer", OptimizerBlock.Config.class, OptimizerBlock::new);
        referenceBlock("plateau", PlateauBlock.Config.class, PlateauBlock::new);
    }
}
