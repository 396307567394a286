package org.derl.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class ConvolutionEncoderTest {

    private static final double EPSILON = 1e-5;

    /** A convolution that adds one, over samples of 1, 3 and of 5: what comes out in training, and the running mean. */
    private static float[] encoded(boolean normCountsPadding) throws Exception {
        Compute.prepareThread();
        ConvolutionEncoder.Config config = new ConvolutionEncoder.Config(1, 1, normCountsPadding);
        try (ConvolutionEncoder encoder = new ConvolutionEncoder(config, FeatureShape.features(1, 2))) {
            encoder.allocate(Device.cpu(), new Randomness(1));
            Map<String, NDArray> weights = new LinkedHashMap<>();
            encoder.parameters()
                    .forEach((path, parameter) ->
                            weights.put(path, parameter.array().duplicate()));
            weights.put("convolution.weight", encoder.manager().ones(new Shape(1, 1, 1)));
            weights.put("convolution.bias", encoder.manager().ones(new Shape(1)));
            Weights.set(encoder, weights, "the test");
            try (Scope scope = encoder.open()) {
                NDArray values = Tensors.of(scope.manager(), new float[] {1, 3, 5, 0}, new Shape(2, 2, 1));
                float[] out = encoder.encode(
                                Pass.training(scope, new Randomness(1)), Sequence.of(values, new int[] {2, 1}))
                        .values()
                        .toFloatArray();
                float mean =
                        encoder.parameters().get("norm.running-mean").array().toFloatArray()[0];
                return new float[] {out[0], out[1], out[2], out[3], mean};
            }
        }
    }

    @Test
    void batchNormalizationCountsPadding() throws Exception {
        // 2, 4, 6 and, of the padding, 1: a mean of 3.25 and a variance of 3.6875.
        double deviation = Math.sqrt(3.6875 + EPSILON);
        assertArrayEquals(
                new float[] {
                    (float) (-1.25 / deviation),
                    (float) (0.75 / deviation),
                    (float) (2.75 / deviation),
                    (float) (-2.25 / deviation),
                    0.325f
                },
                encoded(true),
                1e-5f);
    }

    @Test
    void orLeavesItOut() throws Exception {
        // 2, 4 and 6: a mean of 4 and a variance of 8/3.
        float share = (float) (2 / Math.sqrt(8 / 3.0 + EPSILON));
        assertArrayEquals(new float[] {-share, 0, share, 0, 0.4f}, encoded(false), 1e-5f);
    }
}
