package org.derl.gates;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Gate;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Matrices;
import org.derl.tensor.Tensors;

/**
 * The enhancement unit (EU) of DERL, equations 16 to 20: the cross-modal representation M is enhanced by the
 * intra-modal one H. With M' = M W_M, H' = H W_H and F = M' ⊙ H', it is softmax(H' Fᵀ / ‖F‖) H' + M.
 */
public final class EnhancementUnit extends Part implements Gate {

    private final Config config;
    private final Linear target;
    private final Linear context;

    /**
     * @param norm over what the norm of F is taken
     * @param bias whether W_M and W_H have one; those of the paper have none
     * @param dropout the share of attention weights that is dropped
     */
    public record Config(Norm norm, boolean bias, double dropout) {

        /** Over what the norm of F is taken. */
        public enum Norm {
            /** Over all real time steps of a sample: the Frobenius norm. */
            SAMPLE,
            /** Over the features of each step. */
            STEP,
            /** Over all real time steps of a sample: the spectral norm, which is the largest singular value. */
            SPECTRAL
        }
    }

    EnhancementUnit(Config config, GateShape shape) {
        GateShapes.checkOneContext("enhancement-unit", shape);
        this.config = config;
        target = part("target", linear(shape.target()));
        context = part("context", linear(shape.target()));
    }

    private Linear linear(int size) {
        return config.bias() ? Linear.of(size, size) : Linear.withoutBias(size, size);
    }

    @Override
    public Sequence apply(Pass pass, Sequence cross, List<Sequence> contexts) {
        NDArray intra = context.apply(contexts.get(0).values()); // (batch, time, size)
        NDArray product = target.apply(cross.values()).mul(intra); // (batch, time, size)
        NDArray scaled = product.transpose(0, 2, 1).div(norm(cross, product)); // (batch, size, time)
        NDArray scores = intra.matMul(scaled); // (batch, time, time)
        // (batch, time, time); padding is (batch, 1, time)
        NDArray weights = cross.isFull()
                ? Functions.softmax(scores)
                : Functions.maskedSoftmax(scores, cross.padding().reshape(cross.batch(), 1, cross.time()));
        NDArray read = pass.dropout(weights, config.dropout()).matMul(intra); // (batch, time, size)
        return cross.with(read.add(cross.values()));
    }

    /** (batch, 1, 1) over a sample, or (batch, 1, time) over each step: it divides the product's transpose. */
    private NDArray norm(Sequence steps, NDArray product) {
        return switch (config.norm()) {
            // (batch, 1, 1)
            case SAMPLE -> Functions.root(real(steps, product.square()).sum(new int[] {1, 2}, true));
            // (batch, 1, time)
            case STEP -> Functions.root(product.square().sum(new int[] {2})).expandDims(1);
            case SPECTRAL -> spectralNorm(real(steps, product));
        };
    }

    /** (batch, time, size), zero at padding. */
    private static NDArray real(Sequence steps, NDArray values) {
        return steps.isFull() ? values : values.mul(steps.mask().expandDims(2)); // by a mask (batch, time, 1)
    }

    private static NDArray spectralNorm(NDArray real) {
        NDArray largest = Tensors.at(Matrices.singularValues(real), 1, 0); // (batch)
        return Functions.root(largest.square()).reshape(-1, 1, 1); // (batch, 1, 1)
    }
}
