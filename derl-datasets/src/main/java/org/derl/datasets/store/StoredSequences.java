package org.derl.datasets.store;

import java.util.Collection;
import java.util.stream.IntStream;
import org.derl.datasets.array.BufferNumbers;

/** Sequences in a mapped file. */
public final class StoredSequences {

    private final BufferNumbers values;
    private final int[] lengths;
    private final int size;

    StoredSequences(BufferNumbers values, int[] lengths, int size) {
        this.values = values;
        this.lengths = lengths;
        this.size = size;
    }

    /** The numbers of all sequences, one after the other. */
    public BufferNumbers values() {
        return values;
    }

    /** How many steps each sequence has. */
    public int[] lengths() {
        return lengths.clone();
    }

    /** The size of a step; 0 for token numbers. */
    public int size() {
        return size;
    }

    /** How many steps the longest of some sequences has; at least one. */
    public static int longest(Collection<StoredSequences> parts) {
        return parts.stream().flatMapToInt(part -> IntStream.of(part.lengths)).reduce(1, Math::max);
    }
}
