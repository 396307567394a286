package org.derl.fusion.loss;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.layers.Linear;
import org.derl.part.FusionLoss;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * How badly the prediction from one view distinguishes a sample's other view from those of the batch's other samples
 * (van den Oord et al., 2018, as MMIM takes it): with x a row of the one view, p the prediction of every row, all of
 * length 1, it is the mean of {@code log Σ exp(x p) - x p_own}. It gives a lower bound of the mutual information of
 * both views.
 */
public final class InfoNceLoss extends Part implements FusionLoss {

    private final List<Linear> layers = new ArrayList<>();

    /**
     * @param layers of the network that predicts one view from the other, with tanh between them
     */
    public record Config(int layers) {

        /** Checks the number. */
        public Config {
            if (layers < 1) {
                throw new IllegalArgumentException("layers must be positive");
            }
        }
    }

    /** Predicts the first view from the second, whose sizes come in this order. */
    public InfoNceLoss(Config config, ByModality<Integer> sizes) {
        if (sizes.size() != 2) {
            throw new IllegalArgumentException("'info-nce' compares two views of its own, but they are " + sizes);
        }
        int one = sizes.values().get(0);
        int other = sizes.values().get(1);
        for (int i = 0; i < config.layers(); i++) {
            layers.add(part("layers." + i, Linear.of(i == 0 ? other : one, one)));
        }
    }

    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        return between(one.vectors(), other.vectors());
    }

    /**
     * The same of vectors by themselves, for which neither batch nor pass matters.
     *
     * @param one (batch, size)
     * @param other (batch, size)
     */
    public NDArray between(NDArray one, NDArray other) {
        NDArray similar = unit(one).matMul(unit(predicted(other)).transpose()); // (batch, batch)
        int samples = (int) one.getShape().get(0);
        NDArray own = one.getManager().eye(samples);
        NDArray logarithms = Functions.logSoftmax(similar).mul(own).sum();
        return Tensors.scale(logarithms, -1.0 / samples);
    }

    private NDArray predicted(NDArray view) {
        NDArray x = layers.get(0).apply(view); // (batch, size of one)
        for (Linear layer : layers.subList(1, layers.size())) {
            x = layer.apply(Functions.tanh(x)); // (batch, size of one)
        }
        return x;
    }

    private static NDArray unit(NDArray rows) {
        NDArray square = rows.square().sum(new int[] {1}, true); // (batch, 1)
        return rows.div(Functions.root(square));
    }
}
