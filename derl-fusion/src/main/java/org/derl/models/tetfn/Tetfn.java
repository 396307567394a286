package org.derl.models.tetfn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.AveragePoolAlignment;
import org.derl.layers.CrossmodalTransformer;
import org.derl.layers.CrossmodalTransformer.Config.Positions;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.models.Head;
import org.derl.models.mult.Crossing;
import org.derl.models.mult.Projection;
import org.derl.models.selfmm.OwnLabelTraining;
import org.derl.models.selfmm.OwnPredictions;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Tensors;

/**
 * Text Enhanced Transformer Fusion Network (Wang et al., Pattern Recognition 2023): MulT's crossing of modalities, in
 * which audio and vision read each other by way of the text, with the own labels of Self-MM. The page
 * docs/models/tetfn.md says where the released code differs.
 */
public final class Tetfn extends FusionModel<Tetfn.Judged> {

    private final Config config;
    private final ByModality<SequenceEncoder> encoders;
    private final ByModality<Projection> projections;
    private final Crossing crossing;
    private final Head head;
    private final ByModality<UtteranceEncoder> pooling;
    private final ByModality<Head> ownHeads;

    /**
     * @param size of a step once projected
     * @param heads of every attention
     * @param layers of the transformers by which a modality reads another, or what that has made of the text
     * @param enhancingLayers of those by which audio and vision read the text for each other
     * @param memoryLayers of the transformers after them
     * @param encoders of modalities before their projection; others are projected as they are
     * @param kernels of each modality's convolution; modalities that the data set lacks are left out
     * @param dropout of the transformers
     * @param head predicts from all modalities
     * @param pooling what a modality predicts its own label from
     * @param ownHeads what it predicts that with
     * @param loss of all predictions
     * @param limit the largest label of a modality's own
     * @param excludeZero whether rows labeled zero belong to neither center; else they are positive
     * @param annotations whether own labels start from a data set's annotations of single modalities, where it has
     *     them, and not from the label of all
     * @param aligned whether the others are averaged to the time steps of the text first
     * @param readsPadding whether padding counts as time steps
     */
    public record Config(
            int size,
            int heads,
            int layers,
            int enhancingLayers,
            int memoryLayers,
            ByModality<Blueprint<FeatureShape, SequenceEncoder>> encoders,
            ByModality<Integer> kernels,
            TetfnDropout dropout,
            Head.Config head,
            Blueprint<FeatureShape, UtteranceEncoder> pooling,
            ByModality<Head.Config> ownHeads,
            TaskLoss loss,
            double limit,
            boolean excludeZero,
            boolean annotations,
            boolean aligned,
            boolean readsPadding) {

        /** Checks the numbers, and that features can be had of every head. */
        public Config {
            if (size < 1 || kernels.values().stream().anyMatch(kernel -> kernel < 1)) {
                throw new IllegalArgumentException("size and kernels must be positive");
            }
            OwnLabelTraining.check(limit, head.sizes(), ownHeads);
            if (!ownHeads.modalities().equals(kernels.modalities())) {
                throw new IllegalArgumentException(
                        "own-heads are for " + ownHeads.modalities() + ", but kernels for " + kernels.modalities());
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param last (batch, (modalities - 1) * size) of each modality: the last steps of what it read
     * @param fused (batch, modalities * (modalities - 1) * size): these side by side
     * @param scored from these
     */
    public record Judged(
            ByModality<NDArray> last,
            NDArray fused,
            Head.Scored scored,
            ByModality<Head.Scored> own,
            NDArray prediction)
            implements OwnPredictions {

        @Override
        public NDArray features() {
            return scored.hidden().get(0);
        }
    }

    /** For a data set of the given schema, which needs text and another modality. */
    public Tetfn(Config config, Schema schema) {
        this.config = config;
        List<Modality> present = schema.present(config.kernels().modalities());
        schema.require(
                "needs text and another one of the modalities "
                        + config.kernels().modalities(),
                present.contains(Modality.TEXT) && present.size() >= 2);
        encoders = Available.of(config.encoders(), "encoders", schema)
                .map((modality, encoder) -> part(
                        "encoders." + modality, encoder.build(schema.inputs().get(modality))));
        projections = ByModality.of(
                present,
                modality -> part(
                        "projections." + modality,
                        projection(modality, schema.inputs().get(modality))));
        ByModality<ByModality<Crossing.Reader>> readers = Crossing.ofOthers(present, this::reader);
        int joined = config.size() * (present.size() - 1);
        crossing = new Crossing(
                readers,
                ByModality.of(
                        present,
                        modality -> part(
                                "memory." + modality,
                                new CrossmodalTransformer(
                                        transformer(
                                                config.memoryLayers(),
                                                Positions.NONE,
                                                config.dropout().ofMemory()),
                                        joined))));
        head = part("head", new Head(config.head(), joined * present.size(), schema.task()));
        pooling = ByModality.of(
                present,
                modality -> part(
                        "pooling." + modality,
                        config.pooling()
                                .build(FeatureShape.features(
                                        config.size(),
                                        schema.inputs().get(modality).maximumLength()))));
        ownHeads = pooling.map((modality, pool) ->
                part("own-heads." + modality, new Head(config.ownHeads().get(modality), pool.size(), schema.task())));
    }

    private Projection projection(Modality modality, FeatureShape shape) {
        if (!encoders.has(modality) && shape.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException(
                    "TETFN reads features, but " + modality + " holds token numbers: give it a text encoder");
        }
        int in = encoders.has(modality) ? encoders.get(modality).size() : shape.size();
        return new Projection(in, config.size(), config.kernels().get(modality), false);
    }

    private Crossing.Reader reader(Modality target, Modality source) {
        CrossmodalTransformer.Config.Dropout dropout = config.dropout().ofReading(target, source);
        String path = "cross." + target + "." + source;
        if (target.equals(Modality.TEXT) || source.equals(Modality.TEXT)) {
            CrossmodalTransformer transformer = part(
                    path,
                    new CrossmodalTransformer(transformer(config.layers(), Positions.NONE, dropout), config.size()));
            return (pass, all) -> transformer.encode(pass, all.get(target), all.get(source));
        }
        TextEnhanced enhanced = part(
                path,
                new TextEnhanced(
                        transformer(config.enhancingLayers(), Positions.BY_STEP, dropout),
                        transformer(config.layers(), Positions.BY_STEP, dropout),
                        config.size()));
        return (pass, all) -> enhanced.read(pass, all.get(target), all.get(source), all.get(Modality.TEXT));
    }

    private CrossmodalTransformer.Config transformer(
            int layers, Positions positions, CrossmodalTransformer.Config.Dropout dropout) {
        return new CrossmodalTransformer.Config(config.heads(), layers, true, positions, dropout);
    }

    @Override
    public Judged forward(Pass pass, Batch batch) {
        ByModality<Sequence> steps = steps(batch.inputs().only(projections.modalities()));
        ByModality<Sequence> projected = projections.map(
                (modality, projection) -> projection.apply(encoded(pass, modality, steps.get(modality))));
        ByModality<NDArray> last = crossing.lastSteps(pass, projected); // (batch, (modalities - 1) * size) of each
        NDArray fused = Tensors.concat(last.values(), 1); // (batch, modalities * (modalities - 1) * size)
        Head.Scored scored = head.score(pass, fused);
        ByModality<Head.Scored> own = ownHeads.map((modality, ownHead) -> {
            UtteranceEncoder pool = pooling.get(modality);
            return ownHead.score(pass, Outputs.vector(pool, pool.encode(pass, projected.get(modality)), pool.size()));
        });
        return new Judged(last, fused, scored, own, head.withinRange(scored.score()));
    }

    private ByModality<Sequence> steps(ByModality<Sequence> inputs) {
        ByModality<Sequence> read =
                config.readsPadding() ? inputs.map((modality, sequence) -> Sequence.full(sequence.values())) : inputs;
        return config.aligned() ? AveragePoolAlignment.align(read, Modality.TEXT) : read;
    }

    private Sequence encoded(Pass pass, Modality modality, Sequence sequence) {
        if (!encoders.has(modality)) {
            return sequence;
        }
        SequenceEncoder encoder = encoders.get(modality);
        return Outputs.steps(encoder, sequence, encoder.encode(pass, sequence), encoder.size());
    }

    @Override
    public Training<Judged> training(Targets labels, Optimization optimization) {
        return new OwnLabelTraining<>(
                new OwnLabelTraining.Rules(config.limit(), config.excludeZero(), config.annotations(), config.loss()),
                config.head().sizes(),
                config.ownHeads().only(ownHeads.modalities()),
                labels,
                optimization);
    }
}
