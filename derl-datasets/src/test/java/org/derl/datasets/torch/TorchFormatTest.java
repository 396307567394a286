package org.derl.datasets.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.Read;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFormatTest {

    /** Every other tensor is mapped, where so few bytes suffice. */
    private static final PickleFormat.Config PICKLE = new PickleFormat.Config(32, 1 << 24, 320, 1000);

    @TempDir
    private Path folder;

    private ArrayFile open(Path file) throws IOException {
        Directories directories = new Directories(folder, folder);
        return file.toString().endsWith(".pt")
                ? new TorchFormat(new TorchFormat.Config(PICKLE), directories).open(file)
                : new PickleFormat(PICKLE, directories).open(file);
    }

    private ArrayFile resource(String name) throws IOException {
        return open(Read.resource(TorchFormatTest.class, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "former.pt", "pickled-2.pkl", "pickled-4.pkl"})
    void tensorsAreReadWhateverTheyWereWrittenBy(String name) throws IOException {
        try (ArrayFile file = resource(name)) {
            assertEquals(new Shape(2, 3, 4), Read.array(file, "numbers").shape());
            assertArrayEquals(range(24), Read.doubles(file, "numbers"));
            assertArrayEquals(new double[] {7}, Read.doubles(file, "scalar"));
            assertEquals(new Shape(0, 4), Read.array(file, "empty").shape());
            assertArrayEquals(new double[] {1, 1}, Read.doubles(file, "weight"));
            assertEquals(List.of("a", "b"), Read.texts(file, "ids"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "former.pt", "pickled-2.pkl", "pickled-4.pkl"})
    void everyTypeIsReadAsItIs(String name) throws IOException {
        try (ArrayFile file = resource(name)) {
            List<String> floats = List.of("float64", "float16", "bfloat16");
            for (int i = 0; i < floats.size(); i++) {
                assertEquals(floats.get(i), dtype(file, "types", Integer.toString(i)));
                assertArrayEquals(new double[] {1.5, -2}, Read.doubles(file, "types", Integer.toString(i)));
            }
            for (String whole : List.of("int64", "int32", "int16", "int8", "uint8", "bool")) {
                assertEquals(whole, dtype(file, "whole", whole));
                assertArrayEquals(new double[] {1, 0}, Read.doubles(file, "whole", whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "former.pt", "pickled-2.pkl", "pickled-4.pkl"})
    void viewsOfAStorageShowTheirOwnNumbers(String name) throws IOException {
        try (ArrayFile file = resource(name)) {
            assertEquals(new Shape(4, 3), Read.array(file, "turned").shape());
            double[] turned = {0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11};
            assertArrayEquals(turned, Read.doubles(file, "turned"));
            assertArrayEquals(new double[] {3, 5, 7}, Read.doubles(file, "every-other"));
            double[] middle = IntStream.of(0, 12, 4, 16, 8, 20)
                    .mapToObj(first -> DoubleStream.of(first, first + 1, first + 2, first + 3))
                    .flatMapToDouble(row -> row)
                    .toArray();
            assertArrayEquals(middle, Read.doubles(file, "middle"));
            NumberArray array = (NumberArray) Read.array(file, "middle");
            float[] some = new float[3];
            array.floats(3, some, 0, 3);
            assertArrayEquals(new float[] {3, 12, 13}, some);
            assertEquals(24 * Float.BYTES, Read.bytes(array).length);
        }
    }

    @Test
    void aTensorAloneHasNoNameOfItsOwn() throws IOException {
        try (ArrayFile file = resource("alone.pt")) {
            assertArrayEquals(range(24), Read.doubles(file, "array"));
        }
    }

    @Test
    void filesAreKnownByTheirContent() throws IOException {
        TorchFormat torch = new TorchFormat(new TorchFormat.Config(PICKLE), Read.NO_DIRECTORIES);
        PickleFormat pickle = new PickleFormat(PICKLE, Read.NO_DIRECTORIES);
        for (String name : List.of("zip.pt", "former.pt")) {
            byte[] start = Files.readAllBytes(Read.resource(TorchFormatTest.class, name));
            assertTrue(torch.recognizes(Path.of("features.pkl"), start), name);
            assertFalse(pickle.recognizes(Path.of("file"), start), name);
        }
        byte[] pickled = Files.readAllBytes(Read.resource(TorchFormatTest.class, "pickled-2.pkl"));
        assertFalse(torch.recognizes(Path.of("features.pt"), pickled));
    }

    @Test
    void whatOtherModulesOfPyTorchMakeIsRefusedWithTheLineThatConverts() throws IOException {
        Path file = changed("former.pt", "_rebuild_tensor_v2", "_rebuild_tensor_v9");
        String message = refused(file);
        assertTrue(message.contains("asks for 'torch._utils._rebuild_tensor_v9'"), message);
        assertTrue(message.contains("put tensor.to_dense().numpy() in the place of each"), message);
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Map<Path, String> damaged = Map.of(
                changed("zip.pt", "zip/data/0", "zip/date/0"), "asks for storage 0, which there is not",
                changed("zip.pt", "FloatStorage", "Int64Storage"), "asks for 'torch.Int64Storage'",
                changed("alone.pt", "FloatStorage", "ShortStorage".substring(0, 12)),
                        "storage of 48 bytes, but 0 has 96",
                changed("zip.pt", "zip/data.pkl", "zip/date.pkl"), "it has no member data.pkl",
                changed("former.pt", "little_endian", "little_ending"), "highest byte comes first",
                changed("former.pt", "FloatStorage", "ShortStorage"), "the file is damaged");
        for (Map.Entry<Path, String> file : damaged.entrySet()) {
            String message = refused(file.getKey());
            assertTrue(message.startsWith(file.getKey().toString()), message);
            assertTrue(message.contains(file.getValue()), message);
        }
    }

    private String refused(Path file) {
        IOException refused = assertThrows(IOException.class, () -> open(file));
        return String.valueOf(refused.getMessage());
    }

    private Path changed(String name, String from, String to) throws IOException {
        byte[] bytes = Files.readAllBytes(Read.resource(TorchFormatTest.class, name));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
        Path file = Files.createTempFile(folder, "changed", ".pt");
        return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String dtype(ArrayFile file, String... path) {
        return Read.array(file, path).dtype();
    }

    private static double[] range(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }
}
