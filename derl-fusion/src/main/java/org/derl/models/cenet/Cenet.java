package org.derl.models.cenet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.InsideTextEncoder;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * CENET, the cross-modal enhancement network (Wang et al., IEEE Transactions on Multimedia 2022): inside the text
 * encoder, before one of its layers, each word is shifted by what it finds in all of audio and vision; the first state
 * of the output predicts. Without a text encoder, the text features themselves are shifted. The page
 * docs/models/cenet.md says where the released code differs.
 */
public final class Cenet extends FusionModel<Cenet.Pooled> implements InsideTextEncoder<Cenet.Pooled> {

    /** Of all weights at first. */
    static final double DEVIATION = 0.02;

    private final Config config;
    private final CrossmodalEnhancement enhancement;
    private final Linear pooler;
    private final Linear output;

    /**
     * @param order of the modalities that words attend to; those that the data set lacks are left out
     * @param layer of the text encoder before which words are shifted, counted from 0
     * @param factor that scores of attention are multiplied by
     * @param dropout on the first state, and on what a layer makes of it
     * @param loss of the task
     * @param readsPadding whether words attend to padding of audio and vision too
     */
    public record Config(
            List<String> order, int layer, double factor, double dropout, TaskLoss loss, boolean readsPadding) {

        /** Checks the numbers. */
        public Config {
            if (layer < 0 || !(factor > 0)) {
                throw new IllegalArgumentException("layer must not be negative, and factor must be positive");
            }
            Pass.checkDropout(dropout);
            order = List.copyOf(order);
        }
    }

    /**
     * What the network computes.
     *
     * @param pooled (batch, size of a text's state)
     */
    public record Pooled(NDArray pooled, NDArray prediction) implements Forward {}

    /** For a data set of the given schema, which needs text and another modality. */
    public Cenet(Config config, Schema schema) {
        this.config = config;
        ByModality<FeatureShape> inputs = schema.inputs();
        List<Modality> contexts = schema.present(Modality.named(config.order()));
        schema.require(
                "shifts text by " + config.order() + " and needs text and one of them",
                inputs.has(Modality.TEXT) && !contexts.isEmpty() && !contexts.contains(Modality.TEXT));
        int size = Available.featureSize(inputs, Modality.TEXT);
        enhancement = part(
                "enhancement",
                new CrossmodalEnhancement(
                        ByModality.of(contexts, modality -> Available.featureSize(inputs, modality)),
                        size,
                        config.factor()));
        pooler = part("pooler", Linear.normal(size, size, DEVIATION));
        output = part("output", Linear.normal(size, schema.task().outputs(), DEVIATION));
    }

    @Override
    public Pooled forward(Pass pass, Batch batch) {
        return predict(pass, shifted(batch.inputs().get(Modality.TEXT), batch.inputs()));
    }

    @Override
    public Pooled forward(Pass pass, Batch batch, SequenceEncoder textEncoder) {
        Sequence text = batch.inputs().get(Modality.TEXT);
        Sequence states = textEncoder instanceof EmbeddingEncoder embedding
                ? embedding.encode(pass, text, config.layer(), words -> shifted(words, batch.inputs()))
                : shifted(textEncoder.encode(pass, text), batch.inputs());
        return predict(pass, Outputs.steps(textEncoder, text, states, textEncoder.size()));
    }

    private Sequence shifted(Sequence words, ByModality<Sequence> inputs) {
        ByModality<Sequence> frames = inputs.only(enhancement.modalities());
        return enhancement.apply(
                words,
                config.readsPadding() ? frames.map((modality, sequence) -> Sequence.full(sequence.values())) : frames);
    }

    private Pooled predict(Pass pass, Sequence states) {
        NDArray first = pass.dropout(Tensors.at(states.values(), 1, 0), config.dropout()); // (batch, size)
        NDArray pooled = Functions.tanh(pooler.apply(first)); // (batch, size)
        NDArray scores = output.apply(pass.dropout(pooled, config.dropout())); // (batch, outputs)
        return new Pooled(pooled, Outputs.single(scores));
    }

    @Override
    public Training<Pooled> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
