package org.derl.models;

import org.derl.models.derl.Derl;
import org.derl.models.mfm.Mfm;
import org.derl.models.mfn.Mfn;
import org.derl.models.misa.Misa;
import org.derl.models.mmim.BoundsBlock;
import org.derl.models.mult.Mult;
import org.derl.models.selfmm.OwnLabelsBlock;
import org.derl.plugin.PluginModule;

/** Offers the models of this jar, and pieces of models to be compared by themselves. */
public final class ModelsPlugin extends PluginModule {

    @Override
    protected void configure() {
        model("late-fusion", LateFusion.Config.class, LateFusion::new);
        model("early-fusion", EarlyFusion.Config.class, EarlyFusion::new);
        model("derl", Derl.Config.class, Derl::new);
        model("mult", Mult.Config.class, Mult::new);
        model("misa", Misa.Config.class, Misa::new);
        model("mfn", Mfn.Config.class, Mfn::new);
        model("mfm", Mfm.Config.class, Mfm::new);
        referenceBlock("mmim-bounds", BoundsBlock.Config.class, BoundsBlock::new);
        referenceBlock("self-mm-labels", OwnLabelsBlock.Config.class, OwnLabelsBlock::new);
    }
}
