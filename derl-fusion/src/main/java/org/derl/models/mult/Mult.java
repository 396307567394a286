package org.derl.models.mult;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.CrossmodalTransformer;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Multimodal Transformer (Tsai et al., ACL 2019). Each modality attends to every other one through a cross-modal
 * transformer; the outputs for a modality pass another transformer, whose last time steps predict. Sequences keep their
 * own lengths. The page docs/models/mult.md says where the authors' code differs.
 */
public final class Mult extends FusionModel<Mult.Encoded> {

    private final Config config;
    private final ByModality<Projection> projections;
    private final Crossing crossing;
    private final Linear hidden;
    private final Linear joint;
    private final Linear output;

    /**
     * @param size of a step once projected
     * @param heads of every attention
     * @param layers of the cross-modal transformers
     * @param memoryLayers of the transformers after them, which have {@code layers} where that is more
     * @param kernels of each modality's convolution; modalities that the data set lacks are left out
     * @param causalMask whether steps see nothing of the future
     * @param positions whether steps know their number
     * @param dropout of its several kinds
     * @param loss of the task
     * @param readsPadding whether padding counts as time steps
     * @param zerosHavePositions whether time steps whose first feature is exactly zero know their number too
     * @param projectsFitting whether features that have the model's size already are projected like others
     */
    public record Config(
            int size,
            int heads,
            int layers,
            int memoryLayers,
            ByModality<Integer> kernels,
            boolean causalMask,
            boolean positions,
            MultDropout dropout,
            TaskLoss loss,
            boolean readsPadding,
            boolean zerosHavePositions,
            boolean projectsFitting) {

        /** Checks the numbers. */
        public Config {
            if (size < 1 || kernels.values().stream().anyMatch(kernel -> kernel < 1)) {
                throw new IllegalArgumentException("size and kernels must be positive");
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param last (batch, (modalities - 1) * size) of each modality: the last steps of what it read
     * @param fused (batch, modalities * (modalities - 1) * size): these side by side
     */
    public record Encoded(ByModality<NDArray> last, NDArray fused, NDArray prediction) implements Forward {}

    /** For a data set of the given schema, which needs two modalities or more. */
    public Mult(Config config, Schema schema) {
        this.config = config;
        List<Modality> present = schema.present(config.kernels().modalities());
        schema.require("needs two or more of the modalities " + config.kernels().modalities(), present.size() >= 2);
        projections = ByModality.of(
                present,
                modality -> part(
                        "projections." + modality,
                        projection(modality, schema.inputs().get(modality))));
        ByModality<ByModality<Crossing.Reader>> readers = Crossing.ofOthers(present, this::reader);
        int joined = config.size() * (present.size() - 1);
        crossing = new Crossing(readers, ByModality.of(present, modality -> memory(modality, joined)));
        int fused = joined * present.size();
        hidden = part("hidden", Linear.of(fused, fused));
        joint = part("joint", Linear.of(fused, fused));
        output = part("output", Linear.of(fused, schema.task().outputs()));
    }

    private Projection projection(Modality modality, FeatureShape shape) {
        if (shape.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException(
                    "MulT reads features, but " + modality + " holds token numbers: give it a text encoder");
        }
        boolean skipped = !config.projectsFitting() && shape.size() == config.size();
        return new Projection(shape.size(), config.size(), config.kernels().get(modality), skipped);
    }

    private Crossing.Reader reader(Modality target, Modality source) {
        double dropout = config.dropout().attention().get(source);
        CrossmodalTransformer transformer =
                part("cross." + target + "." + source, transformer(config.layers(), dropout, config.size()));
        return (pass, all) -> transformer.encode(pass, all.get(target), all.get(source));
    }

    private CrossmodalTransformer memory(Modality modality, int size) {
        int layers = Math.max(config.layers(), config.memoryLayers());
        return part("memory." + modality, transformer(layers, config.dropout().memoryAttention(), size));
    }

    private CrossmodalTransformer transformer(int layers, double attentionDropout, int size) {
        CrossmodalTransformer.Config.Positions positions = !config.positions()
                ? CrossmodalTransformer.Config.Positions.NONE
                : config.zerosHavePositions()
                        ? CrossmodalTransformer.Config.Positions.BY_STEP
                        : CrossmodalTransformer.Config.Positions.BY_VALUE;
        return new CrossmodalTransformer(
                new CrossmodalTransformer.Config(
                        config.heads(),
                        layers,
                        config.causalMask(),
                        positions,
                        config.dropout().ofTransformer(attentionDropout)),
                size);
    }

    @Override
    public Encoded forward(Pass pass, Batch batch) {
        ByModality<Sequence> projected = projections.map((modality, projection) ->
                projection.apply(features(pass, modality, batch.inputs().get(modality))));
        ByModality<NDArray> last = crossing.lastSteps(pass, projected); // (batch, (modalities - 1) * size) of each
        NDArray fused = Tensors.concat(last.values(), 1); // (batch, modalities * (modalities - 1) * size)
        return new Encoded(last, fused, predict(pass, fused));
    }

    private Sequence features(Pass pass, Modality modality, Sequence sequence) {
        Sequence steps = config.readsPadding() ? Sequence.full(sequence.values()) : sequence;
        return modality.equals(Modality.TEXT)
                ? steps.with(pass.dropout(steps.values(), config.dropout().text()))
                : steps;
    }

    private NDArray predict(Pass pass, NDArray fused) {
        // (batch, size of fused)
        NDArray middle = pass.dropout(
                Functions.relu(hidden.apply(fused)), config.dropout().output());
        return Outputs.single(output.apply(joint.apply(middle).add(fused))); // (batch, outputs), or (batch)
    }

    @Override
    public Training<Encoded> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
