package org.derl.plugin;

import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.RmsProp;

/** Offers the optimizers of this jar. */
public final class OptimizersPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(Optimizer.KIND, "adam", Adam.Config.class, Adam::new);
        offer(Optimizer.KIND, "rmsprop", RmsProp.Config.class, RmsProp::new);
    }
}
