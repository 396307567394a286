package org.derl.models;

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
import org.derl.layers.FeedForward;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Tensors;

/**
 * Aligns all modalities to the time steps of the first and concatenates them at each time step. One encoder reads them
 * together, and two layers predict. EF-LSTM is a configuration of it.
 */
public final class EarlyFusion extends FusionModel<EarlyFusion.Joined> {

    private final Config config;
    private final List<Modality> present;
    private final SequenceEncoder steps;
    private final UtteranceEncoder encoder;
    private final FeedForward head;

    /**
     * @param modalities side by side in this order; those that the data set lacks are left out
     * @param steps an encoder of the time steps before they are read
     * @param encoder turns them into one vector
     * @param head two layers; dropout is before each
     * @param loss of the task
     */
    public record Config(
            List<String> modalities,
            Blueprint<FeatureShape, SequenceEncoder> steps,
            Blueprint<FeatureShape, UtteranceEncoder> encoder,
            FeedForward.Inner head,
            TaskLoss loss) {

        /** Keeps the order. */
        public Config {
            modalities = List.copyOf(modalities);
        }
    }

    /**
     * What the network computes.
     *
     * @param joined (batch, time, all features)
     * @param vector (batch, size of the encoder)
     */
    public record Joined(Sequence joined, NDArray vector, NDArray prediction) implements Forward {}

    EarlyFusion(Config config, Schema schema) {
        this.config = config;
        ByModality<FeatureShape> inputs = schema.inputs();
        present = schema.present(Modality.named(config.modalities()));
        schema.require("modalities are " + config.modalities(), !present.isEmpty());
        int size = present.stream()
                .mapToInt(modality -> inputs.get(modality).size())
                .sum();
        FeatureShape shape = inputs.get(present.get(0)).resized(size);
        steps = part("steps", config.steps().build(shape));
        encoder = part("encoder", config.encoder().build(shape.resized(steps.size())));
        head = part(
                "head",
                new FeedForward(encoder.size(), config.head(), schema.task().outputs()));
    }

    @Override
    public Joined forward(Pass pass, Batch batch) {
        ByModality<Sequence> aligned = AveragePoolAlignment.align(batch.inputs().only(present), present.get(0));
        Sequence joined = aligned.get(present.get(0))
                .with(Tensors.concat(
                        aligned.values().stream().map(Sequence::values).toList(), 2)); // (batch, time, all features)
        Sequence encoded = Outputs.steps(steps, joined, steps.encode(pass, joined), steps.size());
        NDArray vector = Outputs.vector(encoder, encoder.encode(pass, encoded), encoder.size());
        NDArray scores = head.apply(pass, pass.dropout(vector, config.head().dropout())); // (batch, outputs)
        return new Joined(joined, vector, Outputs.single(scores));
    }

    @Override
    public Training<Joined> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
