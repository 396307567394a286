package org.derl.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.derl.data.Sequence;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Precision;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;

class PreciseEncoderTest {

    /** In bfloat16 it is 1. */
    private static final float EXACT = 1 + 1 / 512f;

    private static NDArray timesOne(NDArray x) {
        return Functions.linear(x, x.getManager().ones(new Shape(1, 1)), null);
    }

    /** Multiplies by one. */
    private static final class Products implements EmbeddingEncoder {

        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return encode(pass, sequence, 0, UnaryOperator.identity());
        }

        @Override
        public Sequence encode(Pass pass, Sequence sequence, int layer, UnaryOperator<Sequence> within) {
            return sequence.with(timesOne(within.apply(sequence).values()));
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void productsOfTheEncoderAloneAreRounded() {
        Compute.prepareThread();
        try (NDManager manager = Compute.newManager(Device.cpu());
                Scope scope = Scope.below(manager)) {
            Pass pass = Pass.evaluation(scope);
            Sequence sequence = Sequence.full(scope.manager().full(new Shape(1, 1, 1), EXACT));
            EmbeddingEncoder rounded = (EmbeddingEncoder) PreciseEncoder.of(new Products(), Precision.BF16);
            assertEquals(1, rounded.encode(pass, sequence).values().getFloat(0, 0, 0));
            List<Float> within = new ArrayList<>();
            Sequence outside = rounded.encode(pass, sequence, 0, embedded -> {
                within.add(timesOne(embedded.values()).getFloat(0, 0, 0));
                return embedded;
            });
            assertEquals(1, outside.values().getFloat(0, 0, 0));
            assertEquals(List.of(EXACT), within, "a model within the encoder is not rounded");
            assertEquals(EXACT, timesOne(sequence.values()).getFloat(0, 0, 0));
        }
    }

    @Test
    void inFloat32TheEncoderIsItself() {
        SequenceEncoder encoder = new Products();
        assertSame(encoder, PreciseEncoder.of(encoder, Precision.FLOAT32));
    }
}
