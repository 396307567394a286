package org.derl.datasets.layout;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.io.Directories;

/** Feature files for layouts: small ones as the field has them, and ones in memory. */
final class LayoutFiles {

    private LayoutFiles() {}

    /** A file as Python writes it. */
    static List<ArrayFile> published(String name) throws IOException {
        try {
            Path file = Path.of(LayoutFiles.class
                    .getResource("/org/derl/datasets/data-formats/" + name)
                    .toURI());
            Directories directories = new Directories(file.getParent(), Path.of("target", "layout-files"));
            return List.of(
                    new PickleFormat(new PickleFormat.Config(32, 1 << 28, 1 << 20, 1000), directories).open(file));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A file of arrays that are named split/content; a split that is left out is as train. */
    static Memory memory() {
        return new Memory(new LinkedHashMap<>());
    }

    record Memory(Map<String, StoredArray> arrays) {

        /** Adds an array to each split. */
        Memory all(String content, StoredArray array) {
            SplitEntries.PARTS.forEach(split -> arrays.put(split + "/" + content, array));
            return this;
        }

        Memory with(String name, StoredArray array) {
            arrays.put(name, array);
            return this;
        }

        Memory without(String name) {
            arrays.remove(name);
            return this;
        }

        List<ArrayFile> files() {
            return List.of(new MemoryFile(Path.of("memory.npz"), named(arrays)));
        }

        private static List<NamedArray> named(Map<String, StoredArray> arrays) {
            List<NamedArray> named = new ArrayList<>();
            arrays.forEach((name, array) -> named.add(new NamedArray(List.of(name), array)));
            return named;
        }
    }

    record MemoryFile(Path path, List<NamedArray> arrays) implements ArrayFile {}

    /** Numbers of a shape, counted up from 1. */
    static StoredArray counted(long... shape) {
        int size = Math.toIntExact(new Shape(shape).size());
        return numbers(shape, IntStream.rangeClosed(1, size).asDoubleStream().toArray());
    }

    static StoredArray numbers(long[] shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return BufferNumbers.of(ElementType.FLOAT64, new Shape(shape), Order.C, bytes.flip());
    }

    static StoredArray column(double... values) {
        return numbers(new long[] {values.length}, values);
    }

    static StoredArray texts(String... texts) {
        return new Texts("object", new Shape(texts.length), List.of(texts));
    }
}
