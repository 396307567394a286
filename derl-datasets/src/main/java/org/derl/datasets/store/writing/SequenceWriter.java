package org.derl.datasets.store.writing;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.policy.Storage;
import org.derl.tensor.safetensors.SafeTensorsWriter;

/**
 * Writes sequences one after the other: a safetensors file with the tensors {@code values}, (steps, size) or (steps),
 * and {@code lengths}, (rows).
 */
public final class SequenceWriter implements AutoCloseable {

    public static final String VALUES = "values";
    public static final String LENGTHS = "lengths";
    private static final String LENGTH_TYPE = "I64";

    static final String TOKEN_TYPE = "I64";

    private final SafeTensorsWriter file;
    private final IntStream.Builder lengths = IntStream.builder();
    private long steps;

    SequenceWriter(Path file) throws IOException {
        this.file = SafeTensorsWriter.create(file);
    }

    /** Appends a sequence of feature vectors. */
    void append(Storage storage, float[] values, int from, int length, int width) throws IOException {
        switch (storage) {
            case FLOAT32 -> file.floats(values, from, length * width);
            case FLOAT16 -> file.halves(values, from, length * width);
        }
        count(length);
    }

    /** Appends a sequence of token numbers. */
    void append(long[] tokens) throws IOException {
        file.longs(tokens);
        count(tokens.length);
    }

    private void count(int length) {
        lengths.add(length);
        steps += length;
    }

    /**
     * Completes the file.
     *
     * @param type of the values, by the format's own name
     * @param width of a step; 0 for token numbers
     */
    Manifest.File finish(String name, String type, int width) throws IOException {
        int[] all = lengths.build().toArray();
        file.end(VALUES, type, width == 0 ? new Shape(steps) : new Shape(steps, width));
        for (int length : all) {
            file.longs(length);
        }
        file.end(LENGTHS, LENGTH_TYPE, new Shape(all.length));
        file.finish();
        return new Manifest.File(
                name, type, steps, width, IntStream.of(all).max().orElse(0), checksum(VALUES), checksum(LENGTHS));
    }

    private String checksum(String tensor) {
        return Long.toHexString(Objects.requireNonNull(file.checksums().get(tensor)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
