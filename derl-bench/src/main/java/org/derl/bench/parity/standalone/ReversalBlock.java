package org.derl.bench.parity.standalone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * A reversed gradient in front of a linear classifier: {@code x} (batch, in), {@code weight} (classes, in), {@code
 * bias} (classes) and {@code labels} (batch) to {@code scores} and the mean {@code cross-entropy}.
 */
final class ReversalBlock implements ReferenceBlock {

    private final Config config;

    /**
     * @param factor what gradients are multiplied by, after their sign is changed
     */
    record Config(double factor) {}

    ReversalBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        NDArray reversed = Functions.reverseGradient(ReferenceBlock.input(inputs, "x"), config.factor());
        NDArray scores = Functions.linear(
                reversed, ReferenceBlock.input(inputs, "weight"), ReferenceBlock.input(inputs, "bias"));
        NDArray labels = ReferenceBlock.input(inputs, "labels").toType(DataType.INT64, false);
        NDArray logarithms = Functions.logSoftmax(scores).expandDims(1);
        NDArray own = Tensors.atSteps(logarithms.transpose(0, 2, 1), labels);
        return Map.of("scores", scores, "cross-entropy", own.mean().neg());
    }
}
