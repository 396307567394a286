package org.derl.fusion;

import org.derl.fusion.loss.CanonicalCorrelationLoss;
import org.derl.fusion.loss.CentralMomentsLoss;
import org.derl.fusion.loss.DifferenceLoss;
import org.derl.fusion.loss.EuclideanLoss;
import org.derl.fusion.loss.InfoNceLoss;
import org.derl.plugin.PluginModule;

/** Offers the fusion operators of this jar, and its losses between two views. */
public final class FusionPlugin extends PluginModule {

    @Override
    protected void configure() {
        fusion("concat", ConcatFusion.Config.class, ConcatFusion::new);
        fusion("low-rank", LowRankFusion.Config.class, LowRankFusion::new);
        fusion("tensor", TensorFusion.Config.class, TensorFusion::new);
        loss("canonical-correlation", CanonicalCorrelationLoss.Config.class, CanonicalCorrelationLoss::new);
        loss("central-moments", CentralMomentsLoss.Config.class, CentralMomentsLoss::new);
        loss("difference", DifferenceLoss.Config.class, DifferenceLoss::new);
        loss("euclidean", EuclideanLoss.Config.class, EuclideanLoss::new);
        loss("info-nce", InfoNceLoss.Config.class, InfoNceLoss::new);
    }
}
