package org.derl.bench.parity.standalone;

import org.derl.part.ReferenceBlock;
import org.derl.plugin.PluginModule;

/** Offers what derl-api and the bench hold to be compared by itself. */
public final class BlocksPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(ReferenceBlock.KIND, "gradient-reversal", ReversalBlock.Config.class, ReversalBlock::new);
        offer(ReferenceBlock.KIND, "metrics", MetricsBlock.Config.class, MetricsBlock::new);
        offer(ReferenceBlock.KIND, "optimizer", OptimizerBlock.Config.class, OptimizerBlock::new);
        offer(ReferenceBlock.KIND, "plateau", PlateauBlock.Config.class, PlateauBlock::new);
    }
}
