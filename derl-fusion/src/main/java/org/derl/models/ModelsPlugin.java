package org.derl.models;

import org.derl.models.derl.Derl;
import org.derl.models.iccn.Iccn;
import org.derl.models.magbert.MagBert;
import org.derl.models.mctn.Mctn;
import org.derl.models.mfm.Mfm;
import org.derl.models.mfn.Mfn;
import org.derl.models.misa.Misa;
import org.derl.models.mmim.BoundsBlock;
import org.derl.models.mmim.Mmim;
import org.derl.models.mult.Mult;
import org.derl.models.raven.Raven;
import org.derl.models.selfmm.OwnLabelsBlock;
import org.derl.models.selfmm.SelfMm;
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
        model("self-mm", SelfMm.Config.class, SelfMm::new);
        model("mag-bert", MagBert.Config.class, MagBert::new);
        model("mmim", Mmim.Config.class, Mmim::new);
        model("iccn", Iccn.Config.class, Iccn::new);
        model("raven", Raven.Config.class, Raven::new);
        model("mctn", Mctn.Config.class, Mctn::new);
        model("mfn", Mfn.Config.class, Mfn::new);
        model("mfm", Mfm.Config.class, Mfm::new);
        referenceBlock("mmim-bounds", BoundsBlock.Config.class, BoundsBlock::new);
        referenceBlock("self-mm-labels", OwnLabelsBlock.Config.class, OwnLabelsBlock::new);
    }
}
