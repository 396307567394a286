package org.derl.datasets.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;

/** What a fuzz target does with bytes: a file of them opens and can be read, or an error says why not. */
public final class AnyBytes {

    private static final int PIECE = 1 << 12;

    /** What is read of one array at most: two pieces at either end show as much of the reader as all of them. */
    private static final int PIECES = 2;

    private static final Path FOLDER = made();

    private AnyBytes() {}

    private static Path made() {
        try {
            Path folder = Files.createTempDirectory("derl-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The folder that files lie in, for formats that write there too. */
    public static Path folder() {
        return FOLDER;
    }

    /** Opens a file of some bytes and reads its arrays. Anything but an {@link IOException} gets through. */
    public static void readOrRefuse(FileFormat format, String name, byte[] bytes) throws IOException {
        Path file = Files.write(FOLDER.resolve(name), bytes);
        try (ArrayFile arrays = format.open(file)) {
            for (NamedArray named : arrays.arrays()) {
                if (named.array() instanceof NumberArray numbers) {
                    read(numbers);
                }
            }
        } catch (IOException e) {
            // The one error that a file may end in.
        } finally {
            Files.delete(file);
        }
    }

    private static void read(NumberArray numbers) throws IOException {
        long size = numbers.size();
        for (long piece = 0; piece < PIECES && piece * PIECE < size; piece++) {
            long at = piece * PIECE;
            read(numbers, at, (int) Math.min(PIECE, size - at));
            int last = (int) Math.min(PIECE, size - at);
            read(numbers, size - at - last, last);
        }
    }

    private static void read(NumberArray numbers, long at, int count) throws IOException {
        numbers.doubles(at, new double[count], 0, count);
        numbers.floats(at, new float[count], 0, count);
        numbers.bytes(at, ByteBuffer.allocate(count * numbers.elementBytes()));
    }
}
