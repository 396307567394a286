package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.io.Directories;

/** Opens pickles, from files and from instructions written out. */
final class Pickles {

    static final int MAPPED_FROM = 1 << 20;

    private Pickles() {}

    static ArrayFile open(Path file, Path cache, int mappedFrom) throws IOException {
        PickleFormat.Config config = new PickleFormat.Config(32, 1 << 28, mappedFrom, 200_000);
        return new PickleFormat(config, new Directories(cache, cache)).open(file);
    }

    /**
     * Opens instructions.
     *
     * @param pickle a character a byte
     */
    static ArrayFile open(Path folder, String pickle) throws IOException {
        Path file = Files.write(folder.resolve("hand-made.pkl"), pickle.getBytes(StandardCharsets.ISO_8859_1));
        return open(file, folder, MAPPED_FROM);
    }

    /** The only array of instructions. */
    static StoredArray only(Path folder, String pickle) throws IOException {
        List<NamedArray> arrays = open(folder, pickle).arrays();
        if (arrays.size() != 1) {
            throw new AssertionError(arrays.size() + " arrays");
        }
        return arrays.get(0).array();
    }

    /**
     * Instructions for an array, by protocol 0.
     *
     * @param dtype instructions for its dtype
     * @param shape instructions for its shape
     * @param data instructions for its content
     */
    static String array(String dtype, String shape, String data) {
        return "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n" + shape + dtype + "I00\n"
                + data + "tb";
    }

    /** Instructions for a dtype of numpy's short name, byte order and size. */
    static String dtype(String code, String order, int size) {
        return "cnumpy\ndtype\n(S'" + code + "'\nI0\nI1\ntR(I3\nS'" + order + "'\nNNNI" + size + "\nI-1\nI0\ntb";
    }

    static String dtype(String code) {
        return dtype(code, "<", -1);
    }

    /** Bytes as instructions have them, a character a byte. */
    static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    static List<Double> doubles(StoredArray array) throws IOException {
        double[] values = new double[Math.toIntExact(array.size())];
        ((NumberArray) array).doubles(0, values, 0, values.length);
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    static List<String> texts(StoredArray array) {
        return ((TextArray) array).texts();
    }

    static byte[] bytes(StoredArray array) throws IOException {
        NumberArray numbers = (NumberArray) array;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(numbers.size() * numbers.elementBytes()));
        numbers.bytes(0, bytes);
        return bytes.array();
    }
}
