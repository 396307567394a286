package org.derl.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The transformer of MulT (Tsai et al., 2019): every layer lets the target attend to the same source, whose steps no
 * layer changes, or to itself where there is no source. Both are scaled by the root of their size first.
 */
public final class CrossmodalTransformer extends Part {

    private final Config config;
    private final double scale;
    private final @Nullable StepSinusoids sinusoids;
    private final List<CrossmodalLayer> layers = new ArrayList<>();
    private final LayerNorm norm;

    /**
     * @param heads of each attention
     * @param layers how many layers
     * @param causalMask whether a step does not see the source's future
     * @param positions what is added to target and source
     * @param dropout of its several kinds
     */
    public record Config(int heads, int layers, boolean causalMask, Positions positions, Dropout dropout) {

        /** The kinds of positions. */
        public enum Positions {
            /** Nothing. */
            NONE,
            /** The step's number. */
            BY_STEP,
            /**
             * The step's number, but nothing where the step's first feature is exactly zero, as the authors' code does.
             */
            BY_VALUE
        }

        /**
         * @param attention on attention weights
         * @param embedding on the input: the target, and the source once as keys and once as values
         * @param inner after the ReLU of the feed-forward networks
         * @param residual on what is added to the target
         */
        public record Dropout(double attention, double embedding, double inner, double residual) {

            /** Checks the numbers. */
            public Dropout {
                Pass.checkDropout(attention, embedding, inner, residual);
            }
        }

        /** Checks the numbers. */
        public Config {
            if (layers < 1) {
                throw new IllegalArgumentException("layers must be positive");
            }
        }
    }

    /**
     * What the layers read of a source.
     *
     * @param keys (batch, source time, size)
     * @param values the same array, unless dropout made them differ
     * @param hidden of it
     */
    record Source(NDArray keys, NDArray values, Hidden hidden) {}

    /**
     * What attention does not see: the future, and padding with it, or else padding alone.
     *
     * @param future added to the scores, (target time, source time) or (batch, 1, target time, source time)
     * @param padding (batch, 1, 1, source time), true at padding
     */
    record Hidden(@Nullable NDArray future, @Nullable NDArray padding) {}

    /**
     * Over sequences of one size.
     *
     * @throws IllegalArgumentException when the heads do not divide the size, or positions do not fit it
     */
    public CrossmodalTransformer(Config config, int size) {
        this.config = config;
        scale = Math.sqrt(size);
        sinusoids = config.positions() == Config.Positions.NONE ? null : new StepSinusoids(size);
        for (int i = 0; i < config.layers(); i++) {
            layers.add(part("layers." + i, new CrossmodalLayer(config, size)));
        }
        norm = part("norm", new LayerNorm(size));
    }

    /** Self-attention: (batch, time, size), the shape stays. */
    public Sequence encode(Pass pass, Sequence target) {
        return freeing(List.of(target), () -> {
            Hidden hidden = hidden(target, target);
            NDArray x = dropped(pass, embedded("target", target));
            for (CrossmodalLayer layer : layers) {
                x = layer.applyToItself(pass, x, hidden);
            }
            return target.with(norm.apply(x));
        });
    }

    /** Attention to a source over its own time steps; the target's shape stays. */
    public Sequence encode(Pass pass, Sequence target, Sequence source) {
        return freeing(List.of(target, source), () -> {
            NDArray x = dropped(pass, embedded("target", target));
            NDArray steps = embedded("source", source);
            Source read = new Source(dropped(pass, steps), dropped(pass, steps), hidden(target, source));
            for (CrossmodalLayer layer : layers) {
                x = layer.apply(pass, x, read);
            }
            return target.with(norm.apply(x));
        });
    }

    private Hidden hidden(Sequence target, Sequence source) {
        return config.causalMask()
                ? new Hidden(CausalMask.of(target, source), null)
                : new Hidden(null, source.isFull() ? null : source.padding());
    }

    private NDArray dropped(Pass pass, NDArray x) {
        return pass.dropout(x, config.dropout().embedding());
    }

    private NDArray embedded(String role, Sequence sequence) {
        NDArray scaled = Tensors.scale(sequence.values(), scale);
        if (sinusoids == null) {
            return scaled;
        }
        NDArray positions = sinusoids.first(scaled.getManager(), sequence.time()); // (time, size)
        if (config.positions() == Config.Positions.BY_VALUE) {
            NDArray first = Tensors.slice(sequence.values(), 2, 0, 1); // (batch, time, 1)
            positions = first.neq(0).toType(scaled.getDataType(), false).mul(positions); // (batch, time, size)
        }
        return scaled.add(hooked(role + "-positions", positions));
    }
}
