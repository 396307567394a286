package org.derl.model;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.derl.data.Sequence;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Initializer;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Precision;

/** A text encoder whose products are computed in a precision. */
class PreciseEncoder implements SequenceEncoder {

    private final SequenceEncoder encoder;
    private final Precision precision;

    private PreciseEncoder(SequenceEncoder encoder, Precision precision) {
        this.encoder = encoder;
        this.precision = precision;
    }

    /** What a model does before a layer is none of the encoder, and computed in float32. */
    private static final class Embedding extends PreciseEncoder implements EmbeddingEncoder {

        private final EmbeddingEncoder encoder;
        private final Precision precision;

        Embedding(EmbeddingEncoder encoder, Precision precision) {
            super(encoder, precision);
            this.encoder = encoder;
            this.precision = precision;
        }

        @Override
        public Sequence encode(Pass pass, Sequence sequence, int layer, UnaryOperator<Sequence> within) {
            return precision.in(() ->
                    encoder.encode(pass, sequence, layer, states -> Precision.FLOAT32.in(() -> within.apply(states))));
        }

        @Override
        public Map<String, Initializer> pooler() {
            return encoder.pooler();
        }
    }

    /** The encoder itself where float32 is asked for. */
    static SequenceEncoder of(SequenceEncoder encoder, Precision precision) {
        if (precision == Precision.FLOAT32) {
            return encoder;
        }
        return encoder instanceof EmbeddingEncoder embedding
                ? new Embedding(embedding, precision)
                : new PreciseEncoder(encoder, precision);
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        return precision.in(() -> encoder.encode(pass, sequence));
    }

    @Override
    public int size() {
        return encoder.size();
    }
}
