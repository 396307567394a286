package org.derl.plugin;

import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.AdamW;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.RmsProp;
import org.derl.tensor.optim.Sgd;

/** Offers the optimizers of this jar. */
public final class OptimizersPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(Optimizer.KIND, "adam", Adam.Config.class, Adam::new);
        offer(Optimizer.KIND, "adamw", Adam.Config.class, AdamW::new);
        offer(Optimizer.KIND, "rmsprop", RmsProp.Config.class, RmsProp::new);
        offer(Optimizer.KIND, "sgd", Sgd.Config.class, Sgd::new);
    }
}
