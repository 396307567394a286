package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.BatchNorm;
import org.derl.layers.TemporalConvolution;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * A convolution over time that keeps the number of time steps, then batch normalization (equations 2 and 3 of DERL).
 */
public final class ConvolutionEncoder extends Part implements SequenceEncoder {

    private final Config config;
    private final TemporalConvolution convolution;
    private final BatchNorm norm;

    /**
     * @param size the number of features that come out
     * @param kernel over how many steps, an odd number
     * @param normCountsPadding whether padding counts in batch normalization; else it comes out as zeros
     */
    public record Config(int size, int kernel, boolean normCountsPadding) {

        /** Checks that the convolution can keep the number of time steps. */
        public Config {
            if (size < 1 || kernel < 1 || kernel % 2 == 0) {
                throw new IllegalArgumentException("size must be positive and kernel odd");
            }
        }
    }

    ConvolutionEncoder(Config config, FeatureShape input) {
        this.config = config;
        convolution = part(
                "convolution",
                new TemporalConvolution(input.size(), config.size(), config.kernel(), (config.kernel() - 1) / 2, true));
        norm = part("norm", new BatchNorm(config.size()));
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        // An encoder before this one may have left something in the padding, which the last real time step would read.
        NDArray real = sequence.isFull()
                ? sequence.values()
                : sequence.values().mul(sequence.mask().expandDims(2)); // (batch, time, in), by a mask (batch, time, 1)
        NDArray convolved = convolution.apply(real); // (batch, time, size)
        return sequence.with(
                config.normCountsPadding() ? norm.apply(pass, convolved) : norm.apply(pass, convolved, sequence));
    }

    @Override
    public int size() {
        return config.size();
    }
}
