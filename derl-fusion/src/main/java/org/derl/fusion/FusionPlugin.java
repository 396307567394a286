package org.derl.fusion;

import org.derl.fusion.loss.CanonicalCorrelationLoss;
import org.derl.fusion.loss.CentralMomentsLoss;
import org.derl.fusion.loss.DifferenceLoss;
import org.derl.fusion.loss.EuclideanLoss;
import org.derl.fusion.loss.InfoNceLoss;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.plugin.PluginModule;

/** Offers the fusion operators of this jar, and its losses between two views. */
public final class FusionPlugin extends PluginModule {

    @Override
    protected void configure() {
        offer(Fusion.KIND, "concat", ConcatFusion.Config.class, ConcatFusion::new);
        offer(Fusion.KIND, "low-rank", LowRankFusion.Config.class, LowRankFusion::new);
        offer(Fusion.KIND, "tensor", TensorFusion.Config.class, TensorFusion::new);
        offer(
                FusionLoss.KIND,
                "canonical-correlation",
                CanonicalCorrelationLoss.Config.class,
                CanonicalCorrelationLoss::new);
        offer(FusionLoss.KIND, "central-moments", CentralMomentsLoss.Config.class, CentralMomentsLoss::new);
        offer(FusionLoss.KIND, "difference", DifferenceLoss.Config.class, DifferenceLoss::new);
        offer(FusionLoss.KIND, "euclidean", EuclideanLoss.Config.class, EuclideanLoss::new);
        offer(FusionLoss.KIND, "info-nce", InfoNceLoss.Config.class, InfoNceLoss::new);
    }
}
