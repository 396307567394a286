package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer;
import org.derl.layers.Linear;
import org.derl.layers.TemporalConvolution;
import org.derl.models.mult.MultDropout;
import org.derl.models.mult.Projection;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * Splits every modality into a common and a specific view, and predicts from the common views. Both views together must
 * give the modality back, and the specific view of what they gave must be the same again. Layers that read all time
 * steps of a view at once have the size of the data set's longest sequence; shorter ones are zero behind their end.
 */
public final class Decoupling extends Part {

    private final Config config;
    private final ByModality<Projection> projections;
    private final ByModality<Integer> longest;
    private final ByModality<Integer> times;
    private final ByModality<TemporalConvolution> decoders;
    private final ByModality<Linear> aligners;
    private final ByModality<CrossmodalTransformer> attentions;
    private final ResidualHead head;

    /**
     * @param order of the modalities wherever their vectors lie side by side; it must name every one with a kernel
     * @param size of a time step of a view
     * @param heads of every attention
     * @param layers of every transformer that has no number of its own
     * @param kernels of each modality's convolution; modalities that the data set lacks are left out
     * @param causalMask whether time steps see nothing of the future
     * @param dropout of its several kinds
     * @param readsPadding whether every sequence is as long as the data set's longest, and zeros behind it count as
     *     time steps
     * @param zerosHavePositions whether time steps whose first feature is exactly zero know their number too
     * @param projectsFitting whether features that have the views' size already are projected like others
     */
    public record Config(
            List<String> order,
            int size,
            int heads,
            int layers,
            ByModality<Integer> kernels,
            boolean causalMask,
            MultDropout dropout,
            boolean readsPadding,
            boolean zerosHavePositions,
            boolean projectsFitting) {

        /** Checks the numbers. */
        public Config {
            if (size < 1 || kernels.values().stream().anyMatch(kernel -> kernel < 1)) {
                throw new IllegalArgumentException("size and kernels must be positive");
            }
            order = List.copyOf(order);
            for (Modality modality : kernels.modalities()) {
                if (!order.contains(modality.name())) {
                    throw new IllegalArgumentException("order is " + order + " and lacks " + modality);
                }
            }
        }

        /** A transformer of these settings, but for its own size, layers and dropout of attention weights. */
        public CrossmodalTransformer transformer(int ownSize, int ownLayers, double attentionDropout) {
            CrossmodalTransformer.Config.Positions positions = zerosHavePositions
                    ? CrossmodalTransformer.Config.Positions.BY_STEP
                    : CrossmodalTransformer.Config.Positions.BY_VALUE;
            return new CrossmodalTransformer(
                    new CrossmodalTransformer.Config(
                            heads, ownLayers, causalMask, positions, dropout.ofTransformer(attentionDropout)),
                    ownSize);
        }

        /** Those of the modalities that the data set has, in order. There must be two or more. */
        public List<Modality> present(Schema schema) {
            List<Modality> present = schema.present(Modality.named(order));
            schema.require("needs two or more of the modalities " + order, present.size() >= 2);
            return present;
        }
    }

    /** What makes a view of a modality's time steps; the shape stays. */
    @FunctionalInterface
    public interface Encoder {
        /** (batch, time, size), the shape stays. */
        Sequence encode(Pass pass, Sequence steps);
    }

    /**
     * One modality; (batch, time, size) but for the last.
     *
     * @param steps its projected features
     * @param specific the view that is its own
     * @param common the view that it shares with the others
     * @param rebuilt the features, from both views
     * @param again the specific view of these
     * @param aligned (batch, size): all of the common view, to be compared with that of other modalities
     */
    public record Views(
            Sequence steps, Sequence specific, Sequence common, Sequence rebuilt, Sequence again, NDArray aligned) {}

    /**
     * What was read of the common views.
     *
     * @param joined (batch, modalities * size): what stands for each common view, side by side
     * @param score (batch)
     */
    public record Common(NDArray joined, NDArray score) {}

    /** For a data set of the given schema. */
    public Decoupling(Config config, Schema schema) {
        this.config = config;
        List<Modality> present = config.present(schema);
        int size = config.size();
        projections = ByModality.of(
                present,
                modality -> part(
                        "projections." + modality,
                        projection(modality, schema.inputs().get(modality))));
        longest =
                ByModality.of(present, modality -> schema.inputs().get(modality).maximumLength());
        times = ByModality.of(
                present, modality -> time(modality, schema.inputs().get(modality)));
        decoders = ByModality.of(
                present,
                modality -> part("decoders." + modality, new TemporalConvolution(2 * size, size, 1, 0, false)));
        aligners = ByModality.of(
                present, modality -> part("aligners." + modality, Linear.of(size * times.get(modality), size)));
        attentions = ByModality.of(
                present,
                modality -> part(
                        "attentions." + modality,
                        config.transformer(
                                size,
                                config.layers(),
                                config.dropout().attention().get(modality))));
        int joined = size * present.size();
        int outputs = schema.task().outputs();
        head = part(
                "common-head",
                new ResidualHead(joined, joined, outputs, config.dropout().output()));
    }

    private Projection projection(Modality modality, FeatureShape shape) {
        if (shape.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException(
                    "features are read, but " + modality + " holds token numbers: give it a text encoder");
        }
        return new Projection(shape.size(), config.size(), config.kernels().get(modality), isSkipped(shape));
    }

    private boolean isSkipped(FeatureShape shape) {
        return !config.projectsFitting() && shape.size() == config.size();
    }

    private int time(Modality modality, FeatureShape shape) {
        int lost = isSkipped(shape) ? 0 : config.kernels().get(modality) - 1;
        return Math.max(1, shape.maximumLength() - lost);
    }

    /** The most time steps that a modality's views have. */
    public ByModality<Integer> times() {
        return times;
    }

    /** Splits the modalities of a batch. */
    public ByModality<Views> split(Pass pass, Batch batch, ByModality<Encoder> specific, Encoder common) {
        return projections.map((modality, projection) -> {
            Sequence steps = real(
                    projection.apply(features(pass, modality, batch.inputs().get(modality))));
            Sequence own = real(specific.get(modality).encode(pass, steps));
            Sequence shared = real(common.encode(pass, steps));
            NDArray both = Tensors.concat(List.of(own.values(), shared.values()), 2); // (batch, time, 2 size)
            Sequence rebuilt = steps.with(decoders.get(modality).apply(both));
            Sequence again = real(specific.get(modality).encode(pass, rebuilt));
            NDArray aligned = aligners.get(modality).apply(bySize(modality, shared)); // (batch, size)
            return new Views(steps, own, shared, rebuilt, again, aligned);
        });
    }

    private Sequence features(Pass pass, Modality modality, Sequence sequence) {
        int most = longest.get(modality);
        if (sequence.time() > most) {
            throw new IllegalArgumentException("sequences of " + modality + " have at most " + most
                    + " time steps where the model was trained, but one has " + sequence.time());
        }
        Sequence steps =
                config.readsPadding() ? Sequence.full(lengthened(real(sequence).values(), most)) : real(sequence);
        return modality.equals(Modality.TEXT)
                ? steps.with(pass.dropout(steps.values(), config.dropout().text()))
                : steps;
    }

    /** With zeros at padding. */
    private static Sequence real(Sequence sequence) {
        return sequence.isFull()
                ? sequence
                : sequence.with(sequence.values().mul(sequence.mask().expandDims(2))); // (batch, time, 1) broadcasts
    }

    /** With zeros behind it, (batch, time, size). */
    private static NDArray lengthened(NDArray values, int time) {
        Shape shape = values.getShape();
        if (shape.get(1) == time) {
            return values;
        }
        Shape missing = new Shape(shape.get(0), time - shape.get(1), shape.get(2));
        return Tensors.concat(List.of(values, values.getManager().zeros(missing, values.getDataType())), 1);
    }

    /** All numbers of a view, time step by time step, (batch, most time steps * size). */
    public NDArray byTime(Modality modality, Sequence view) {
        NDArray whole = lengthened(view.values(), times.get(modality)); // (batch, most time steps, size)
        return whole.reshape(view.batch(), -1);
    }

    /** The same numbers, feature by feature. */
    private NDArray bySize(Modality modality, Sequence view) {
        NDArray whole = lengthened(view.values(), times.get(modality)); // (batch, most time steps, size)
        return whole.transpose(0, 2, 1).reshape(view.batch(), -1);
    }

    /** Reads the common views. */
    public Common readCommon(Pass pass, ByModality<Views> views) {
        List<NDArray> last = attentions
                .map((modality, attention) ->
                        lastStep(attention.encode(pass, views.get(modality).common())))
                .values();
        NDArray joined = Tensors.concat(last, 1); // (batch, modalities * size)
        return new Common(joined, head.read(pass, joined).score());
    }

    /** The last real time step of each sample, (batch, size). */
    public static NDArray lastStep(Sequence sequence) {
        return Tensors.atSteps(sequence.values(), sequence.lastSteps());
    }
}
