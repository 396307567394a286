package org.derl.models.magbert;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.derl.model.InsideTextEncoder;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.derl.part.Initializer;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * MAG-BERT (Rahman et al., ACL 2020): inside the text encoder, between embedding and layers, a gate shifts each word by
 * its audio and vision; the first state of the output predicts. Without a text encoder, the text features themselves
 * are gated. The page docs/models/mag-bert.md says where the authors' code differs.
 */
public final class MagBert extends FusionModel<MagBert.Pooled> implements InsideTextEncoder<MagBert.Pooled> {

    private static final double DEVIATION = 0.02;
    private static final String POOLER = "pooler";

    private final Config config;
    private final List<Modality> contexts;
    private final Gate gate;
    private final Linear pooler;
    private final Linear output;
    private boolean beginsPretrained;

    /**
     * @param order of the modalities that text is gated by; those that the data set lacks are left out
     * @param gate of text by them
     * @param dropout on the pooled state
     * @param loss of the task
     * @param pretrainedPooler whether the layer over the first state begins as that of the text encoder, where its
     *     weights came with one, and not with drawn weights
     * @param alignsPadding whether sequences are aligned over all steps of a batch, padding included, and not over each
     *     sample's own
     */
    public record Config(
            List<String> order,
            Blueprint<GateShape, Gate> gate,
            double dropout,
            TaskLoss loss,
            boolean pretrainedPooler,
            boolean alignsPadding) {

        /** Checks the numbers. */
        public Config {
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
    public MagBert(Config config, Schema schema) {
        this.config = config;
        ByModality<FeatureShape> inputs = schema.inputs();
        contexts = schema.present(Modality.named(config.order()));
        schema.require(
                "gates text by " + config.order() + " and needs text and one of them",
                inputs.has(Modality.TEXT) && !contexts.isEmpty() && !contexts.contains(Modality.TEXT));
        int size = Available.featureSize(inputs, Modality.TEXT);
        gate = part(
                "gate",
                config.gate()
                        .build(new GateShape(
                                size,
                                contexts.stream()
                                        .map(modality -> Available.featureSize(inputs, modality))
                                        .toList())));
        pooler = part(POOLER, Linear.normal(size, size, DEVIATION));
        output = part("output", Linear.normal(size, schema.task().outputs(), DEVIATION));
    }

    @Override
    public void standsAfter(SequenceEncoder textEncoder) {
        if (config.pretrainedPooler() && textEncoder instanceof EmbeddingEncoder embedding) {
            Map<String, Initializer> found = new LinkedHashMap<>();
            embedding.pooler().forEach((name, values) -> found.put(POOLER + "." + name, values));
            initializeFrom(found);
            beginsPretrained = !found.isEmpty();
        }
    }

    @Override
    public List<String> notes() {
        return config.pretrainedPooler() && !beginsPretrained
                ? List.of("model.pretrained-pooler changes nothing: the weights of the text encoder have no pooler, so"
                        + " that its weights are drawn")
                : List.of();
    }

    @Override
    public Pooled forward(Pass pass, Batch batch) {
        return predict(pass, gated(pass, batch.inputs().get(Modality.TEXT), batch.inputs()));
    }

    @Override
    public Pooled forward(Pass pass, Batch batch, SequenceEncoder textEncoder) {
        Sequence text = batch.inputs().get(Modality.TEXT);
        Sequence states = textEncoder instanceof EmbeddingEncoder embedding
                ? embedding.encode(pass, text, 0, embedded -> gated(pass, embedded, batch.inputs()))
                : gated(pass, textEncoder.encode(pass, text), batch.inputs());
        return predict(pass, Outputs.steps(textEncoder, text, states, textEncoder.size()));
    }

    private Sequence gated(Pass pass, Sequence text, ByModality<Sequence> inputs) {
        List<Sequence> aligned = contexts.stream()
                .map(modality -> {
                    Sequence steps = aligned(inputs.get(modality), text);
                    return steps.with(hooked("aligned." + modality, steps.values()));
                })
                .toList();
        Sequence shifted = Outputs.steps(gate, text, gate.apply(pass, text, aligned), text.size());
        return shifted.with(hooked("gated", shifted.values()));
    }

    private Sequence aligned(Sequence source, Sequence text) {
        return config.alignsPadding()
                ? text.with(AveragePoolAlignment.align(Sequence.full(source.values()), text.time())
                        .values())
                : AveragePoolAlignment.align(source, text);
    }

    private Pooled predict(Pass pass, Sequence states) {
        NDArray pooled = Functions.tanh(pooler.apply(Tensors.at(states.values(), 1, 0))); // (batch, size)
        NDArray scores = output.apply(pass.dropout(pooled, config.dropout())); // (batch, outputs)
        return new Pooled(pooled, Outputs.single(scores));
    }

    @Override
    public Training<Pooled> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
