package org.derl.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EF-LSTM has no fixtures, so its forward pass is written out here. */
class EfLstmTest {

    private static final int LAYERS = 2;
    private static final int STEPS = 4;
    private static final int[] WITHOUT_PADDING = {STEPS, STEPS, STEPS};
    private static final int[] WITH_PADDING = {STEPS, 2, 3};

    private static ModelTrial<EarlyFusion.Joined> small() {
        return ModelTrial.small("ef-lstm", "model { encoder { hidden = 6, layers = 2 }, head.size = 8 }", "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void predictsAsWrittenOut(boolean padding) {
        int[] lengths = padding ? WITH_PADDING : WITHOUT_PADDING;
        try (ModelTrial<EarlyFusion.Joined> trial = small();
                Scope scope = trial.open()) {
            PlainLayers.shake(trial.model());
            Map<String, Sequence> inputs = new LinkedHashMap<>();
            inputs.put("text", trial.random(scope.manager(), 5, STEPS, lengths));
            inputs.put("audio", trial.random(scope.manager(), 3, STEPS, lengths));
            inputs.put("vision", trial.random(scope.manager(), 4, STEPS, lengths));
            Batch batch = trial.batch(scope.manager(), inputs);
            PlainLayers plain = new PlainLayers(trial.model());
            Pass training = Pass.trainingWithoutDropout(scope, new Randomness(1));
            assertEqual(plain, read(plain, batch, true), trial.forward(training, batch));
            assertEqual(plain, read(plain, batch, false), trial.forward(Pass.evaluation(scope), batch));
        }
    }

    private static void assertEqual(PlainLayers plain, double[][] read, EarlyFusion.Joined forward) {
        PlainLayers.assertEqual(PlainLayers.joined(read), forward.vector());
        PlainLayers.assertEqual(
                Arrays.stream(read).mapToDouble(x -> prediction(plain, x)).toArray(), forward.prediction());
    }

    private static double prediction(PlainLayers plain, double[] read) {
        double[] hidden = PlainLayers.relu(plain.linear("head.inner", read));
        return plain.linear("head.outer", hidden)[0];
    }

    /** The last LSTM's last state of each sample. */
    private static double[][] read(PlainLayers plain, Batch batch, boolean training) {
        int samples = batch.size();
        double[][][] joined =
                IntStream.range(0, samples).mapToObj(row -> joined(batch, row)).toArray(double[][][]::new);
        // A channel is a step, and holds all features of all samples; one that has ended holds zeros.
        int features = joined[0][0].length;
        double[][] channels = IntStream.range(0, STEPS)
                .mapToObj(step -> PlainLayers.joined(Stream.of(joined)
                        .map(steps -> step < steps.length ? steps[step] : new double[features])
                        .toArray(double[][]::new)))
                .toArray(double[][]::new);
        double[][] normalized = plain.norm("steps.norm", channels, training);
        return IntStream.range(0, samples)
                .mapToObj(row -> {
                    double[][] states = IntStream.range(0, joined[row].length)
                            .mapToObj(
                                    step -> Arrays.copyOfRange(normalized[step], row * features, (row + 1) * features))
                            .toArray(double[][]::new);
                    for (int layer = 0; layer < LAYERS; layer++) {
                        states = plain.lstm("encoder.layers." + layer, states);
                    }
                    return states[states.length - 1];
                })
                .toArray(double[][]::new);
    }

    private static double[][] joined(Batch batch, int row) {
        double[][] text = PlainLayers.steps(batch.inputs().get(Modality.TEXT), row);
        double[][] audio = PlainLayers.steps(batch.inputs().get(Modality.AUDIO), row);
        double[][] vision = PlainLayers.steps(batch.inputs().get(Modality.VISION), row);
        return IntStream.range(0, text.length)
                .mapToObj(step -> PlainLayers.joined(text[step], audio[step], vision[step]))
                .toArray(double[][]::new);
    }
}
