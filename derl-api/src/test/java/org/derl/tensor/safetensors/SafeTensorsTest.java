package org.derl.tensor.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.tensor.Compute;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsTest {

    private static final String ONE_FLOAT = "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}";

    @TempDir
    private Path directory;

    private NDManager manager;
    private Path file;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        file = directory.resolve("some.safetensors");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void tensorsCanBeWrittenOneAfterTheOther() throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("b", Tensors.of(manager, new float[] {1, 2, 3}, new Shape(3)));
        arrays.put("a", Tensors.of(manager, new float[] {4}, new Shape(1, 1)));
        SafeTensors.write(file, arrays, Map.of("by", "us"));
        Path streamed = directory.resolve("streamed.safetensors");
        Map<String, Shape> shapes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> shapes.put(name, array.getShape()));
        SafeTensors.write(
                streamed, shapes, Map.of("by", "us"), name -> arrays.get(name).toByteBuffer(false));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(streamed));
        shapes.put("a", new Shape(2));
        assertThrows(
                IllegalArgumentException.class,
                () -> SafeTensors.write(
                        streamed, shapes, Map.of(), name -> arrays.get(name).toByteBuffer(false)));
    }

    @Test
    void aChecksumIsOfValuesAlone() throws IOException {
        NDArray values = Tensors.of(manager, new float[] {1, 2, 3}, new Shape(3));
        SafeTensors.write(file, Map.of("a", values), Map.of());
        Map<String, Long> checksums = SafeTensors.open(file).checksums();
        SafeTensors.write(file, Map.of("a", values), Map.of("more", "text"));
        assertEquals(checksums, SafeTensors.open(file).checksums());
        SafeTensors.write(file, Map.of("a", Tensors.scale(values, 2)), Map.of());
        assertTrue(!checksums.equals(SafeTensors.open(file).checksums()));
    }

    @Test
    void everyTypeComesBackAsItWas() throws IOException {
        NDArray values = Tensors.of(manager, new float[] {0, 1, 2, 100, 5, 0}, new Shape(2, 3));
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (DataType type : List.of(
                DataType.BOOLEAN,
                DataType.INT8,
                DataType.FLOAT64,
                DataType.UINT8,
                DataType.FLOAT32,
                DataType.INT64,
                DataType.INT32)) {
            arrays.put("as " + type, values.toType(type, true));
        }
        arrays.put("scalar", Tensors.of(manager, new double[] {Math.PI}, new Shape()));
        arrays.put("", Tensors.of(manager, new long[] {Long.MIN_VALUE}, new Shape(1)));
        arrays.put("empty", manager.zeros(new Shape(0, 3)));
        arrays.put("quoted \"\\\n é 情", values);
        SafeTensors.write(file, arrays, Map.of("made by", "a test", "", "empty"));

        SafeTensors read = SafeTensors.open(file);
        assertEquals(List.copyOf(arrays.keySet()), List.copyOf(read.names()));
        assertEquals(Map.of("made by", "a test", "", "empty"), read.metadata());
        for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
            NDArray array = read.read(manager, entry.getKey());
            assertEquals(entry.getValue().getShape(), array.getShape(), entry.getKey());
            assertEquals(entry.getValue().getDataType(), array.getDataType(), entry.getKey());
            assertArrayEquals(entry.getValue().toByteArray(), array.toByteArray(), entry.getKey());
        }
    }

    @Test
    void transposedArraysAreWrittenRowByRow() throws IOException {
        NDArray values = Tensors.of(manager, new float[] {0, 1, 2, 3, 4, 5}, new Shape(2, 3));
        SafeTensors.write(file, Map.of("a", values.transpose()), Map.of());

        assertArrayEquals(
                new float[] {0, 3, 1, 4, 2, 5},
                SafeTensors.open(file).read(manager, "a").toFloatArray());
    }

    @Test
    void halfPrecisionIsWidened() throws IOException {
        short[] float16 = {0x3c00, (short) 0xc000, 0x0001, 0x03ff, 0x7bff, 0x7c00, (short) 0x8000, 0x7e00};
        float[] ofFloat16 = {1, -2, 0x1p-24f, 1023 * 0x1p-24f, 65504, Float.POSITIVE_INFINITY, -0f, Float.NaN};
        short[] bfloat16 = {0x3f80, (short) 0xc040, 0x0001, (short) 0xff80, 0x4049};
        float[] ofBfloat16 = {1, -3, Float.intBitsToFloat(0x10000), Float.NEGATIVE_INFINITY, 3.140625f};
        ByteBuffer data = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        for (short bits : float16) {
            data.putShort(bits);
        }
        for (short bits : bfloat16) {
            data.putShort(bits);
        }
        write(
                "{'half':{'dtype':'F16','shape':[2,4],'data_offsets':[0,16]},"
                        + "'brain':{'dtype':'BF16','shape':[5],'data_offsets':[16,26]}}",
                data.array());

        SafeTensors tensors = SafeTensors.open(file);
        NDArray half = tensors.read(manager, "half");
        assertEquals("F16", tensors.tensor("half").type());
        assertEquals(new Shape(2, 4), half.getShape());
        assertArrayEquals(ofFloat16, half.toFloatArray());
        assertArrayEquals(ofBfloat16, tensors.read(manager, "brain").toFloatArray());
    }

    static Stream<Arguments> unsound() {
        return Stream.of(
                Arguments.of(
                        "shape and size differ",
                        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}",
                        4,
                        "the data of 'a' do not have the size of its shape"),
                Arguments.of("truncated", ONE_FLOAT, 3, "the data of 'a' overlap others, leave a gap, or lie outside"),
                Arguments.of(
                        "many axes",
                        "{'a':{'dtype':'F32','shape':[1" + ",1".repeat(64) + "],'data_offsets':[0,4]}}",
                        4,
                        "'a' has 65 axes; no array has more than 64"),
                Arguments.of("rest", ONE_FLOAT, 6, "2 bytes at its end belong to no tensor"),
                Arguments.of(
                        "overlap",
                        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                                + "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                        8,
                        "the data of 'b' overlap"),
                Arguments.of(
                        "gap",
                        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                                + "'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}}",
                        12,
                        "the data of 'b' overlap others, leave a gap"),
                Arguments.of(
                        "unknown type",
                        "{'a':{'dtype':'F8_E5M2','shape':[4],'data_offsets':[0,4]}}",
                        4,
                        "'a' is of type F8_E5M2, which is not read here"),
                Arguments.of(
                        "huge shape",
                        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}}",
                        4,
                        "'a' has the impossible shape"),
                Arguments.of(
                        "negative shape",
                        "{'a':{'dtype':'F32','shape':[-1,-1],'data_offsets':[0,4]}}",
                        4,
                        "negative number -1"),
                Arguments.of(
                        "huge offset",
                        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775807,4]}}",
                        4,
                        "cannot be understood"),
                Arguments.of("no offsets", "{'a':{'dtype':'F32','shape':[1]}}", 4, "'a' lacks its dtype, shape or two"),
                Arguments.of(
                        "three offsets",
                        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}}",
                        4,
                        "'a' lacks its dtype, shape or two"),
                Arguments.of("not JSON", "once upon a time", 0, "cannot be understood"),
                Arguments.of("lenient JSON", "{a:{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", 4, "cannot be"),
                Arguments.of("an array", "[]", 0, "cannot be understood"),
                Arguments.of("half a header", "{'a':{'dtype':'F32',", 0, "cannot be understood"),
                Arguments.of("two headers", "{}{}", 0, "its header"),
                Arguments.of(
                        "twice the same name",
                        ONE_FLOAT.replace("}}", "},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}"),
                        4,
                        "'a' appears twice"),
                Arguments.of(
                        "twice the same key",
                        "{'a':{'dtype':'F32','dtype':'I32','shape':[1],'data_offsets':[0,4]}}",
                        4,
                        "'dtype' appears twice"),
                Arguments.of("metadata of numbers", "{'__metadata__':{'a':[1]}}", 0, "cannot be understood"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void unsoundFilesAreRefused(String title, String header, int dataBytes, String message) throws IOException {
        write(header, new byte[dataBytes]);
        assertRefused(message);
    }

    @Test
    void lengthsThatLieAreRefused() throws IOException {
        Files.write(file, new byte[] {1, 2, 3});
        assertRefused("in a file of 3 bytes");
        for (long length : new long[] {-1, 0, 1, 1000, Long.MAX_VALUE}) {
            Files.write(
                    file,
                    ByteBuffer.allocate(20)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            assertRefused("its header's length is " + length + " in a file of 20 bytes");
        }
    }

    @Test
    void brokenTextIsRefused() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(4).put((byte) 0xff).put((byte) 0xfe).array());
        assertRefused("cannot be understood");
    }

    private void assertRefused(String message) {
        IOException refusal = assertThrows(IOException.class, () -> SafeTensors.open(file));
        assertTrue(refusal.getMessage().startsWith(file + " is not a sound safetensors file: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @Test
    void fileThatShrinksIsNoticed() throws IOException {
        write(ONE_FLOAT, new byte[4]);
        SafeTensors tensors = SafeTensors.open(file);
        Files.write(file, new byte[10]);

        IOException failure = assertThrows(IOException.class, () -> tensors.read(manager, "a"));
        assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
    }

    @Test
    void missingTensorIsNamed() throws IOException {
        write(ONE_FLOAT, new byte[4]);
        SafeTensors tensors = SafeTensors.open(file);

        assertEquals(
                file + " holds no tensor 'b'",
                assertThrows(IllegalArgumentException.class, () -> tensors.read(manager, "b"))
                        .getMessage());
    }

    @Test
    void failedWriteLeavesTheOldFile() throws IOException {
        NDArray good = manager.ones(new Shape(2));
        SafeTensors.write(file, Map.of("good", good), Map.of());
        byte[] before = Files.readAllBytes(file);
        NDArray released = manager.ones(new Shape(3));
        Map<String, NDArray> failing = new LinkedHashMap<>(Map.of("good", good));
        failing.put("released", released);
        released.getShape();
        released.getDataType();
        released.close();

        assertThrows(RuntimeException.class, () -> SafeTensors.write(file, failing, Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> SafeTensors.write(file, Map.of("half", good.toType(DataType.FLOAT16, true)), Map.of()));
        assertThrows(
                IllegalArgumentException.class, () -> SafeTensors.write(file, Map.of("__metadata__", good), Map.of()));

        assertArrayEquals(before, Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void writtenFilesAreAsReadableAsOthers() throws IOException {
        Assumptions.assumeTrue(
                Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Path other = Files.writeString(directory.resolve("other"), "");
        SafeTensors.write(file, Map.of(), Map.of());

        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
        assertTrue(Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_READ));
    }

    @Test
    void readingAllocatesOneArray() throws IOException {
        write(ONE_FLOAT, new byte[4]);
        SafeTensors.open(file).read(manager, "a");

        assertEquals(1, manager.getManagedArrays().size());
    }

    /** Quotes are single for the eye, and double in the file. */
    private void write(String header, byte[] data) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        bytes.write(json);
        bytes.write(data);
        Files.write(file, bytes.toByteArray());
    }
}
