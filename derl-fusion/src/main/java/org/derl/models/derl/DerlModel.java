package org.derl.models.derl;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
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
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Dual Encoder Representation Learning (Computer Systems and Applications, 2024, 33(4):13-25). Each layer encodes every
 * modality twice, across modalities and within itself; between layers, two gates let the two representations correct
 * each other. The outputs of the last layer are pooled and fused, and a distance loss keeps the modalities close.
 * Bracketed numbers are the paper's equations.
 */
public final class DerlModel extends FusionModel<DerlModel.Encoded> {

    private final Config config;
    private final ByModality<SequenceEncoder> encoders;
    private final ByModality<SequenceEncoder> positions;
    private final List<DualLayer> layers = new ArrayList<>();
    private final ByModality<UtteranceEncoder> pooling;
    private final @Nullable UtteranceEncoder poolingAtLast;
    private final Fusion fusion;
    private final Linear hidden;
    private final Linear joint;
    private final Linear output;
    private final @Nullable FusionLoss distance;

    /**
     * @param encoders of each modality's features, all of one size [2, 3]; those that the data set lacks are left out
     * @param maskPadding whether padding takes no part in attention, gates and pooling; else it counts as steps, in
     *     batch normalization, too
     * @param positions added to the features [4]
     * @param layers how many
     * @param dual the encoders and gates of a layer
     * @param pooling of a modality's sequence [23]
     * @param pool whether that is before the fully connected layers or after them
     * @param fusion of the modalities [25]
     * @param dropout between the fully connected layers [26, 27]
     * @param distance between the pooled modalities [24]
     * @param distanceFrom how many modalities must be fused so that there is a distance
     * @param distanceWeight of the distance in the loss [28, 29]; 0 leaves it out
     * @param loss of the task [28, 29]
     */
    public record Config(
            ByModality<Blueprint<FeatureShape, SequenceEncoder>> encoders,
            boolean maskPadding,
            Blueprint<FeatureShape, SequenceEncoder> positions,
            int layers,
            DualLayer.Config dual,
            Blueprint<FeatureShape, UtteranceEncoder> pooling,
            Pool pool,
            Blueprint<ByModality<Integer>, Fusion> fusion,
            double dropout,
            Blueprint<ByModality<Integer>, FusionLoss> distance,
            int distanceFrom,
            double distanceWeight,
            TaskLoss loss) {

        /** Where sequences become vectors. */
        public enum Pool {
            /** Each modality's, before they are fused. */
            BEFORE_MLP,
            /** The fused one, whose steps are those of the first modality, after the fully connected layers. */
            AFTER_MLP
        }

        /** Checks the numbers. */
        public Config {
            if (layers < 1 || distanceFrom < 2 || distanceWeight < 0) {
                throw new IllegalArgumentException(
                        "layers must be positive, distance-from at least 2, and distance-weight not negative");
            }
            Pass.checkDropout(dropout);
        }
    }

    /**
     * What the network computes.
     *
     * @param features (batch, time, size): each modality's features with positions
     * @param layers what each layer's encoders output
     * @param pooled (batch, size) of each modality that an encoder is for
     */
    public record Encoded(
            ByModality<NDArray> features, List<DualLayer.Output> layers, ByModality<NDArray> pooled, NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema. */
    public DerlModel(Config config, Schema schema) {
        this.config = config;
        encoders = Available.of(config.encoders(), "encoders", schema)
                .map((modality, encoder) -> part(
                        "encoders." + modality, encoder.build(schema.inputs().get(modality))));
        int size = sizeOf(encoders);
        ByModality<FeatureShape> shapes =
                schema.inputs().only(encoders.modalities()).map((modality, shape) -> shape.resized(size));
        positions = shapes.map((modality, shape) ->
                part("positions." + modality, config.positions().build(shape)));
        for (int i = 0; i < config.layers(); i++) {
            boolean last = i == config.layers() - 1;
            layers.add(part("layers." + i, new DualLayer(config.dual(), shapes, last)));
        }
        ByModality<FeatureShape> fused = shapes.only(config.dual().targets(List.copyOf(encoders.modalities())));
        pooling = fused.map((modality, shape) ->
                part("pooling." + modality, config.pooling().build(shape)));
        ByModality<Integer> sizes = pooling.map((modality, pool) -> pool.size());
        fusion = part("fusion", config.fusion().build(sizes));
        hidden = part("hidden", Linear.of(fusion.size(), fusion.size()));
        joint = part("joint", Linear.of(fusion.size(), fusion.size()));
        output = part("output", Linear.of(fusion.size(), schema.task().outputs()));
        distance = sizes.size() < config.distanceFrom()
                ? null
                : part("distance", config.distance().build(sizes));
        config.distance()
                .leaveOut("it takes " + config.distanceFrom()
                        + " modalities that are fused (distance-from), and there are " + sizes.size());
        poolingAtLast = config.pool() == Config.Pool.BEFORE_MLP
                ? null
                : part(
                        "pooling-at-last",
                        config.pooling().build(fused.values().get(0).resized(fusion.size())));
    }

    private static int sizeOf(ByModality<SequenceEncoder> encoders) {
        List<Integer> sizes =
                encoders.values().stream().map(SequenceEncoder::size).distinct().toList();
        if (sizes.size() != 1) {
            throw new IllegalArgumentException("encoders must output one size, but they are "
                    + encoders.map((modality, encoder) -> encoder.size()));
        }
        return sizes.get(0);
    }

    @Override
    public Encoded forward(Pass pass, Batch batch) {
        ByModality<Sequence> features = encoders.map((modality, encoder) -> encoded(
                pass,
                positions.get(modality),
                encoded(pass, encoder, steps(batch.inputs().get(modality)))));
        DualLayer.State state = DualLayer.State.of(features);
        List<DualLayer.Output> outputs = new ArrayList<>();
        for (DualLayer layer : layers) {
            DualLayer.Result result = layer.apply(pass, state);
            outputs.add(result.output());
            state = result.next();
        }
        ByModality<Sequence> sums = sums(state);
        ByModality<NDArray> pooled = pooling.map((modality, pool) -> pooled(pass, pool, sums.get(modality)));
        NDArray joined = poolingAtLast == null
                ? connected(pass, pooled)
                : pooled(pass, poolingAtLast, connectedSteps(pass, sums)); // (batch, size of the fusion)
        NDArray prediction = Outputs.single(output.apply(joined)); // (batch, outputs), or (batch)
        return new Encoded(features.map((modality, sequence) -> sequence.values()), outputs, pooled, prediction);
    }

    private static Sequence encoded(Pass pass, SequenceEncoder encoder, Sequence sequence) {
        return Outputs.steps(encoder, sequence, encoder.encode(pass, sequence), encoder.size());
    }

    private Sequence steps(Sequence sequence) {
        return config.maskPadding() ? sequence : Sequence.full(sequence.values());
    }

    /**
     * [25-27]: two fully connected layers as wide as the fused vectors; each (rows, size) to (rows, size of the
     * fusion).
     */
    private NDArray connected(Pass pass, ByModality<NDArray> rows) {
        NDArray fused = Outputs.vector(fusion, fusion.fuse(pass, new Representations(rows)), fusion.size());
        return joint.apply(pass.dropout(Functions.relu(hidden.apply(fused)), config.dropout()));
    }

    /**
     * The same at each time step, as [25-27] print it; modalities of other lengths are averaged to those of the first.
     */
    private Sequence connectedSteps(Pass pass, ByModality<Sequence> sums) {
        Modality first = pooling.modalities().iterator().next();
        ByModality<Sequence> aligned = AveragePoolAlignment.align(sums, first);
        Sequence steps = aligned.get(first);
        // (batch * time, size) of each modality, to (batch * time, size of the fusion)
        NDArray rows =
                connected(pass, aligned.map((modality, sum) -> sum.values().reshape(-1, sum.size())));
        return steps.with(rows.reshape(steps.batch(), steps.time(), fusion.size()));
    }

    private static NDArray pooled(Pass pass, UtteranceEncoder pool, Sequence sum) {
        return Outputs.vector(pool, pool.encode(pass, sum), pool.size());
    }

    /** [23]: the sum of what both encoders say of a modality, or what the one of them says that there is. */
    private ByModality<Sequence> sums(DualLayer.State state) {
        return pooling.map((modality, pool) -> {
            boolean cross = config.dual().cross().targets().contains(modality.name());
            boolean intra = config.dual().intra().targets().contains(modality.name());
            Sequence m = state.cross().get(modality);
            Sequence h = state.intra().get(modality);
            return cross && intra ? m.with(m.values().add(h.values())) : cross ? m : h;
        });
    }

    @Override
    public Training<Encoded> training(Targets labels, Optimization optimization) {
        return Training.of(this::losses, optimization);
    }

    private Losses losses(Pass pass, Encoded forward, Batch batch) {
        Losses losses = Losses.task(
                config.loss().of(forward.prediction(), batch.targets().overall()));
        return distance == null
                ? losses
                : losses.plus(
                        "distance", config.distanceWeight(), meanDistance(pass, distance, forward.pooled(), batch));
    }

    /** [24]: the mean over all pairs of modalities. */
    private static NDArray meanDistance(Pass pass, FusionLoss distance, ByModality<NDArray> pooled, Batch batch) {
        List<NDArray> distances =
                pooled.map(View::new).pairs((one, other) -> distance.between(pass, one, other, batch));
        return Tensors.stack(distances, 0).mean(); // (pairs), to a scalar
    }
}
