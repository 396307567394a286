package org.derl.models;

import org.derl.model.FusionModel;
import org.derl.models.almt.Almt;
import org.derl.models.cenet.Cenet;
import org.derl.models.derl.DerlModel;
import org.derl.models.dlf.Dlf;
import org.derl.models.dmd.Dmd;
import org.derl.models.iccn.Iccn;
import org.derl.models.lnln.Lnln;
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
import org.derl.models.tetfn.Tetfn;
import org.derl.part.ReferenceBlock;
import org.derl.plugin.PluginModule;

/** Offers the models of this jar, and pieces of models to be compared by themselves. */
public final class ModelsPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(FusionModel.KIND, "late-fusion", LateFusion.Config.class, LateFusion::new);
        offer(FusionModel.KIND, "early-fusion", EarlyFusion.Config.class, EarlyFusion::new);
        offer(FusionModel.KIND, "derl", DerlModel.Config.class, DerlModel::new);
        offer(FusionModel.KIND, "mult", Mult.Config.class, Mult::new);
        offer(FusionModel.KIND, "misa", Misa.Config.class, Misa::new);
        offer(FusionModel.KIND, "self-mm", SelfMm.Config.class, SelfMm::new);
        offer(FusionModel.KIND, "tetfn", Tetfn.Config.class, Tetfn::new);
        offer(FusionModel.KIND, "mag-bert", MagBert.Config.class, MagBert::new);
        offer(FusionModel.KIND, "cenet", Cenet.Config.class, Cenet::new);
        offer(FusionModel.KIND, "mmim", Mmim.Config.class, Mmim::new);
        offer(FusionModel.KIND, "iccn", Iccn.Config.class, Iccn::new);
        offer(FusionModel.KIND, "raven", Raven.Config.class, Raven::new);
        offer(FusionModel.KIND, "mctn", Mctn.Config.class, Mctn::new);
        offer(FusionModel.KIND, "dmd", Dmd.Config.class, Dmd::new);
        offer(FusionModel.KIND, "dlf", Dlf.Config.class, Dlf::new);
        offer(FusionModel.KIND, "mfn", Mfn.Config.class, Mfn::new);
        offer(FusionModel.KIND, "mfm", Mfm.Config.class, Mfm::new);
        offer(FusionModel.KIND, "almt", Almt.Config.class, Almt::new);
        offer(FusionModel.KIND, "lnln", Lnln.Config.class, Lnln::new);
        offer(ReferenceBlock.KIND, "mmim-bounds", BoundsBlock.Config.class, BoundsBlock::new);
        offer(ReferenceBlock.KIND, "self-mm-labels", OwnLabelsBlock.Config.class, OwnLabelsBlock::new);
    }
}
