package org.derl.encoders;

import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Tensors;

/** Adds a learned vector to each time step, one per position. */
public final class LearnedPositions extends Part implements SequenceEncoder {

    private final int size;
    private final int maximumLength;
    private final Parameter table;

    /** Has no settings. */
    public record Config() {}

    LearnedPositions(Config config, FeatureShape input) {
        size = input.size();
        maximumLength = input.maximumLength();
        table = parameter("table", Initializer.normal(0.02), maximumLength, size);
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        if (sequence.time() > maximumLength) {
            throw new IllegalArgumentException("positions were learned up to length " + maximumLength
                    + ", but a sequence has length " + sequence.time());
        }
        // (batch, time, size) and one row per time step, (time, size)
        return sequence.with(sequence.values().add(Tensors.slice(table.array(), 0, 0, sequence.time())));
    }

    @Override
    public int size() {
        return size;
    }
}
