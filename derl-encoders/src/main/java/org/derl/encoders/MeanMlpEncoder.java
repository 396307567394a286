package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.BatchNorm;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;

/**
 * The mean over real time steps through batch normalization, dropout, and linear layers with ReLU (the audio and vision
 * subnetworks of TFN).
 */
public final class MeanMlpEncoder extends Part implements UtteranceEncoder {

    private final Config config;
    private final Pooling mean;
    private final BatchNorm norm;
    private final List<Linear> layers = new ArrayList<>();

    /**
     * @param size of each layer, and of the output vector
     * @param layers how many
     * @param dropout on the normalized mean
     */
    public record Config(int size, int layers, double dropout) {

        /** Checks the numbers. */
        public Config {
            if (size < 1 || layers < 1) {
                throw new IllegalArgumentException("size and layers must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    MeanMlpEncoder(Config config, FeatureShape input) {
        this.config = config;
        mean = new Pooling.Mean(new Pooling.Config(), input);
        norm = part("norm", new BatchNorm(input.size()));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(part("layers." + i, Linear.of(i == 0 ? input.size() : config.size(), config.size())));
        }
    }

    @Override
    public NDArray encode(Pass pass, Sequence sequence) {
        NDArray x = pass.dropout(norm.apply(pass, mean.encode(pass, sequence)), config.dropout());
        for (Linear layer : layers) {
            x = Functions.relu(layer.apply(x)); // (batch, size)
        }
        return x;
    }

    @Override
    public int size() {
        return config.size();
    }
}
