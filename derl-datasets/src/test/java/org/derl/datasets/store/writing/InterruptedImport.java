package org.derl.datasets.store.writing;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.derl.data.ByModality;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NumberArray;

/** A process that imports a file whose second sample never comes. */
final class InterruptedImport {

    /** What it prints when files are open and a sample has been written. */
    static final String WRITING = "writing";

    private InterruptedImport() {}

    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        FeatureFile content =
                new FeatureFile("endless", null, split("one", "two"), split("three", "four"), split("five", "six"));
        Imports.run("derl", "", content, cache.resolve("origin.pkl"), cache);
    }

    private static FileSplit split(String... names) {
        List<String> ids = List.of(names);
        return new FileSplit(
                ids,
                ids,
                List.of(0.0, 1.0),
                ByModality.of(Map.of()),
                ByModality.of(Map.of("audio", new FileSequences(new Endless(), List.of(), FileSequences.Padding.BACK))),
                null,
                List.of());
    }

    /** Numbers of which only the first sequence can be read. */
    private static final class Endless implements NumberArray {

        @Override
        public String dtype() {
            return "float32";
        }

        @Override
        public Shape shape() {
            return new Shape(2, 3, 2);
        }

        @Override
        public int elementBytes() {
            return Float.BYTES;
        }

        @Override
        public void floats(long from, float[] target, int offset, int count) {
            if (from > 0) {
                System.out.println(WRITING);
                LockSupport.park(this);
                throw new AssertionError("was woken up");
            }
            target[offset] = 1;
        }

        @Override
        public void doubles(long from, double[] target, int offset, int count) {
            throw new AssertionError("an import reads floats alone");
        }

        @Override
        public void bytes(long from, ByteBuffer target) {
            throw new AssertionError("an import reads floats alone");
        }
    }
}
