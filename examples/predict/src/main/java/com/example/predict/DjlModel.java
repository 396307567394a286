package com.example.predict;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.trial.TrainedModel;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.model.FusionModel;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;

/**
 * A trained model as DJL's own: for programs that serve models by DJL's {@code Model} and {@code Predictor}. DJL's
 * {@code Model} takes nothing but a block, whose signature names a {@code ParameterStore}; neither computes anything
 * here, and DERL itself uses no class of those packages.
 */
final class DjlModel {

    private DjlModel() {}

    /** The model; it must be closed before the trained one is. One predictor may use it at a time. */
    static Model of(TrainedModel trained) {
        Model model = Model.newInstance("derl", trained.model().manager().getDevice(), "PyTorch");
        model.setBlock(new Network(trained));
        return model;
    }

    /** The network as a block. Its input is, for each modality in the schema's order, the values of one sample. */
    private static final class Network extends AbstractBlock {

        private final FusionModel<?> network;
        private final List<Modality> modalities;

        Network(TrainedModel trained) {
            network = trained.model();
            modalities = List.copyOf(trained.schema().inputs().modalities());
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
            return Compute.withoutGradients(() -> {
                try (Scope scope = network.open()) {
                    ByModality<Sequence> sequences = ByModality.of(
                            modalities, modality -> Sequence.full(inputs.get(modalities.indexOf(modality))));
                    Targets unknown = new Targets(scope.manager().zeros(new Shape(1)), ByModality.of(Map.of()));
                    Batch batch = new Batch(sequences, unknown, List.of(0), List.of("sample"));
                    NDArray prediction =
                            network.forward(Pass.evaluation(scope), batch).prediction();
                    prediction.attach(inputs.getManager()); // it outlives this pass
                    return new NDList(prediction);
                }
            });
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(1)};
        }
    }

    /** From the arrays of a sample to its sentiment. */
    static final class SentimentTranslator implements Translator<ByModality<float[]>, Double> {

        private final Schema schema;

        SentimentTranslator(Schema schema) {
            this.schema = schema;
        }

        @Override
        public NDList processInput(TranslatorContext context, ByModality<float[]> input) {
            InMemorySplit split = new InMemorySplit(schema.inputs(), List.of(new Sample("sample", 0, input)));
            List<NDArray> values = new ArrayList<>();
            split.batch(context.getNDManager(), List.of(0))
                    .inputs()
                    .forEach((modality, sequence) -> values.add(sequence.values()));
            return new NDList(values);
        }

        @Override
        public Double processOutput(TranslatorContext context, NDList output) {
            return (double) output.singletonOrThrow().toFloatArray()[0];
        }

        /** Samples differ in their lengths, so DJL is not to stack them. */
        @Override
        public Batchifier getBatchifier() {
            return null;
        }
    }
}
