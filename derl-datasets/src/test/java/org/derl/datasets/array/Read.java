package org.derl.datasets.array;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.io.Directories;

/** Arrays of files as tests look at them. */
public final class Read {

    /** Of formats that need none. */
    public static final Directories NO_DIRECTORIES = new Directories(Path.of("data"), Path.of("cache"));

    private Read() {}

    /** A file beside a test. */
    public static Path resource(Class<?> test, String name) {
        try {
            return Path.of(test.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The array of a name. */
    public static StoredArray array(ArrayFile file, String... path) {
        return file.array(List.of(path)).orElseThrow();
    }

    /** All numbers of an array. */
    public static double[] doubles(ArrayFile file, String... path) throws IOException {
        return doubles((NumberArray) array(file, path));
    }

    /** All numbers of an array. */
    public static double[] doubles(NumberArray numbers) throws IOException {
        double[] values = new double[(int) numbers.size()];
        numbers.doubles(0, values, 0, values.length);
        return values;
    }

    /** All bytes of an array. */
    public static byte[] bytes(NumberArray numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) numbers.size() * numbers.elementBytes());
        numbers.bytes(0, bytes);
        return bytes.array();
    }

    /** All texts of an array. */
    public static List<String> texts(ArrayFile file, String... path) {
        return ((TextArray) array(file, path)).texts();
    }
}
