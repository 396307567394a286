package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.Head;
import org.derl.models.LateFusion;
import org.derl.models.TextLengths;
import org.derl.part.Pass;

/**
 * Self-MM (Yu et al., AAAI 2021): besides the prediction from all modalities, each modality predicts its own label,
 * which is generated during training. The page docs/models/self-mm.md says where the authors' code differs.
 */
public final class SelfMm extends FusionModel<SelfMm.Judged> {

    private final Config config;
    private final LateFusion network;
    private final ByModality<Head> ownHeads;

    /**
     * @param network encoders, fusion and head of the prediction
     * @param ownHeads what each modality predicts its own label with; of modalities that the network encodes
     * @param limit the largest label of a modality's own
     * @param excludeZero whether rows labeled zero belong to neither center; else they are positive
     * @param annotations whether own labels start from a data set's annotations of single modalities, where it has
     *     them, and not from the label of all
     * @param textLengths whether all modalities are read up to the text's length, as where they are aligned to its
     *     tokens, and not up to their own
     */
    public record Config(
            LateFusion.Config network,
            ByModality<Head.Config> ownHeads,
            double limit,
            boolean excludeZero,
            boolean annotations,
            boolean textLengths) {

        /** Checks that features can be had of every head, and the number. */
        public Config {
            OwnLabelTraining.check(limit, network.hidden(), ownHeads);
            if (!ownHeads.modalities().equals(network.encoders().modalities())) {
                throw new IllegalArgumentException("own-heads are for " + ownHeads.modalities() + ", but encoders for "
                        + network.encoders().modalities());
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param fused from all modalities
     * @param own from each modality by itself
     */
    public record Judged(LateFusion.Fused fused, ByModality<Head.Scored> own, NDArray prediction)
            implements OwnPredictions {

        @Override
        public NDArray features() {
            return fused.hidden().get(0);
        }
    }

    /** For a data set of the given schema. */
    public SelfMm(Config config, Schema schema) {
        this.config = config;
        if (config.textLengths()) {
            TextLengths.require(schema);
        }
        network = part("", new LateFusion(config.network(), schema));
        ownHeads = network.sizes()
                .map((modality, size) ->
                        part("own-heads." + modality, new Head(config.ownHeads().get(modality), size, schema.task())));
    }

    @Override
    public Judged forward(Pass pass, Batch batch) {
        Batch read = config.textLengths() ? TextLengths.of(ownHeads.modalities(), batch) : batch;
        LateFusion.Fused fused = network.forward(pass, read);
        ByModality<Head.Scored> own = ownHeads.map(
                (modality, head) -> head.score(pass, fused.vectors().get(modality)));
        return new Judged(fused, own, fused.prediction());
    }

    @Override
    public Training<Judged> training(Targets labels, Optimization optimization) {
        return new OwnLabelTraining<>(
                new OwnLabelTraining.Rules(
                        config.limit(),
                        config.excludeZero(),
                        config.annotations(),
                        config.network().loss()),
                config.network().hidden(),
                config.ownHeads().only(ownHeads.modalities()),
                labels,
                optimization);
    }
}
