package org.derl.models;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;

/** LF-DNN has no fixtures, so its forward pass is written out here. */
class LfDnnTest {

    private static ModelTrial<LateFusion.Fused> small() {
        return ModelTrial.small(
                "lf-dnn",
                """
                model {
                  encoders { text { hidden = 3, size = 4 }, audio.size = 2, vision.size = 5 }
                  head.sizes = [8, 6]
                }
                """,
                "");
    }

    @Test
    void predictsAsWrittenOut() {
        try (ModelTrial<LateFusion.Fused> trial = small();
                Scope scope = trial.open()) {
            PlainLayers.shake(trial.model());
            Batch batch = trial.unaligned(scope.manager());
            PlainLayers plain = new PlainLayers(trial.model());
            Pass training = Pass.trainingWithoutDropout(scope, new Randomness(1));
            assertEqual(plain, fused(plain, batch, true), trial.forward(training, batch));
            assertEqual(plain, fused(plain, batch, false), trial.forward(Pass.evaluation(scope), batch));
        }
    }

    private static void assertEqual(PlainLayers plain, double[][] fused, LateFusion.Fused forward) {
        PlainLayers.assertEqual(PlainLayers.joined(fused), forward.fused());
        PlainLayers.assertEqual(
                Arrays.stream(fused).mapToDouble(x -> prediction(plain, x)).toArray(), forward.prediction());
    }

    /** The vectors of each sample, side by side. */
    private static double[][] fused(PlainLayers plain, Batch batch, boolean training) {
        double[][] audio = ofMean(plain, batch, Modality.AUDIO, training);
        double[][] vision = ofMean(plain, batch, Modality.VISION, training);
        return IntStream.range(0, batch.size())
                .mapToObj(row -> {
                    double[][] words = PlainLayers.steps(batch.inputs().get(Modality.TEXT), row);
                    double[][] states = plain.lstm("encoders.text.lstm", words);
                    double[] text = plain.linear("encoders.text.output", states[states.length - 1]);
                    // The reference has audio first and text last, which only orders the columns of a weight.
                    return PlainLayers.joined(text, audio[row], vision[row]);
                })
                .toArray(double[][]::new);
    }

    private static double prediction(PlainLayers plain, double[] fused) {
        double[] lower = PlainLayers.relu(plain.linear("head.layers.0", fused));
        double[] upper = PlainLayers.relu(plain.linear("head.layers.1", lower));
        return plain.linear("head.output", upper)[0];
    }

    /** Of the mean over steps, the norm over samples and three layers, each with ReLU. */
    private static double[][] ofMean(PlainLayers plain, Batch batch, Modality modality, boolean training) {
        Sequence sequence = batch.inputs().get(modality);
        String path = "encoders." + modality;
        double[][] means = IntStream.range(0, batch.size())
                .mapToObj(row -> mean(PlainLayers.steps(sequence, row)))
                .toArray(double[][]::new);
        double[][] normalized =
                PlainLayers.transposed(plain.norm(path + ".norm", PlainLayers.transposed(means), training));
        return Arrays.stream(normalized)
                .map(x -> {
                    double[] y = x;
                    for (int layer = 0; layer < 3; layer++) {
                        y = PlainLayers.relu(plain.linear(path + ".layers." + layer, y));
                    }
                    return y;
                })
                .toArray(double[][]::new);
    }

    private static double[] mean(double[][] steps) {
        return Arrays.stream(PlainLayers.transposed(steps))
                .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
                .toArray();
    }
}
