package org.derl.datasets.pickle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files as Python 2 and 3 write them in the field's layouts, against what numpy says is in them. */
class PublishedPicklesTest {

    private static final Path FOLDER = folder();
    private static final JsonObject EXPECTED = expected();

    @TempDir
    private Path cache;

    private static Path folder() {
        try {
            return Path.of(PublishedPicklesTest.class
                            .getResource("/org/derl/datasets/data-formats/expected.json")
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject expected() {
        try (InputStream stream = Files.newInputStream(FOLDER.resolve("expected.json"));
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, JsonObject.class).getAsJsonObject("files");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each file twice: with its arrays in memory, and with all but the smallest left in the file. */
    static Stream<Arguments> files() {
        return EXPECTED.keySet().stream()
                .filter(name -> name.endsWith(".pkl"))
                .flatMap(name -> Stream.of(Arguments.of(name, Pickles.MAPPED_FROM), Arguments.of(name, 100)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileReadsAsNumpyReadsIt(String name, int mappedFrom) throws IOException {
        JsonObject content = EXPECTED.getAsJsonObject(name).getAsJsonObject("content");
        List<String> names = new ArrayList<>();
        try (ArrayFile file = Pickles.open(FOLDER.resolve(name), cache, mappedFrom)) {
            for (String split : content.keySet()) {
                for (String key : content.getAsJsonObject(split).keySet()) {
                    names.add(split + "/" + key);
                    StoredArray array = file.array(List.of(split, key)).orElseThrow();
                    check(split + "/" + key, content.getAsJsonObject(split).getAsJsonObject(key), array);
                }
            }
            assertEquals(
                    names.stream().sorted().toList(),
                    file.arrays().stream().map(NamedArray::name).sorted().toList());
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertEquals(0, left.count(), "temporary files are gone");
        }
    }

    private static void check(String name, JsonObject expected, StoredArray array) throws IOException {
        assertArrayEquals(shape(expected), array.shape().getShape(), name);
        if (expected.has("sha256_little_endian_C_order")) {
            assertEquals(expected.get("sha256_little_endian_C_order").getAsString(), sha256(array), name);
            checkNumbers(name, expected, Pickles.doubles(array));
        } else if (!expected.has("elem_type")
                || expected.get("elem_type").getAsString().equals("str")) {
            assertEquals(texts(expected.getAsJsonArray("values")), Pickles.texts(array), name);
        } else {
            assertEquals(numbers(expected.getAsJsonArray("values")), Pickles.doubles(array), name);
        }
        assertEquals(dtype(expected), array.dtype(), name);
    }

    private static void checkNumbers(String name, JsonObject expected, List<Double> values) {
        JsonArray first = expected.getAsJsonArray("first5");
        assertEquals(numbers(first), values.subList(0, first.size()), name);
        assertEquals(
                expected.get("n_nan").getAsLong(),
                values.stream().filter(value -> value.isNaN()).count(),
                name);
        assertEquals(
                expected.get("n_neginf").getAsLong(),
                values.stream()
                        .filter(value -> value == Double.NEGATIVE_INFINITY)
                        .count(),
                name);
        double sum = values.stream()
                .filter(Double::isFinite)
                .mapToDouble(value -> value)
                .sum();
        assertEquals(expected.get("sum_of_finite").getAsDouble(), sum, 1e-6, name);
    }

    private static long[] shape(JsonObject expected) {
        return expected.has("shape")
                ? numbers(expected.getAsJsonArray("shape")).stream()
                        .mapToLong(Double::longValue)
                        .toArray()
                : new long[] {expected.get("len").getAsLong()};
    }

    /** What numpy's dtype.name says, of numpy's short code. */
    private static String dtype(JsonObject expected) {
        if (!expected.has("dtype")) {
            boolean text = expected.get("elem_type").getAsString().equals("str");
            int longest = texts(expected.getAsJsonArray("values")).stream()
                    .mapToInt(String::length)
                    .max()
                    .orElseThrow();
            return text ? "str" + 32 * longest : "int64";
        }
        String code = expected.get("dtype").getAsString().substring(1);
        int size = code.length() == 1 ? 0 : Integer.parseInt(code.substring(1));
        return switch (code.charAt(0)) {
            case 'f' -> "float" + 8 * size;
            case 'i' -> "int" + 8 * size;
            case 'U' -> "str" + 32 * size;
            case 'S' -> "bytes" + 8 * size;
            case 'O' -> "object";
            default -> throw new AssertionError(code);
        };
    }

    private static List<Double> numbers(JsonArray values) {
        return values.asList().stream().map(PublishedPicklesTest::number).toList();
    }

    private static double number(JsonElement value) {
        return switch (value.getAsString()) {
            case "nan" -> Double.NaN;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> value.getAsDouble();
        };
    }

    private static List<String> texts(JsonArray values) {
        return values.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static String sha256(StoredArray array) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Pickles.bytes(array)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatIsCutOffAnywhereIsNamed(String name, int mappedFrom) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve(name));
        Path cut = cache.resolve("cut.pkl");
        for (int length = 0; length < whole.length; length += 1499) {
            Files.write(cut, Arrays.copyOf(whole, length));
            try {
                Pickles.open(cut, cache, mappedFrom).close();
                throw new AssertionError("cut after " + length + " bytes, and read");
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith(cut + ": byte "), e.getMessage());
            }
        }
    }
}
