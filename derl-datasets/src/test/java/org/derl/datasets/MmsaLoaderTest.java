package org.derl.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.data.Batch;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.datasets.store.writing.Imports;
import org.derl.io.Directories;
import org.derl.io.Fingerprint;
import org.derl.plugin.Plugins;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policy mmsa makes of MMSA's files is, bit by bit, what MMSA's own loader made of them. */
class MmsaLoaderTest {

    private static final Path FILES = Path.of("src/test/resources/org/derl/datasets/data-formats");

    @TempDir
    Path cache;

    private record Parts(Blueprint<Directories, FileFormat> format, Blueprint<Directories, FeatureLayout> layout) {}

    /** A file as the loader was asked to read it. */
    private record Case(String file, boolean normalized, boolean tokens, JsonObject expected) {

        @Override
        public String toString() {
            return file + (normalized ? ", means over time" : "") + (tokens ? ", tokens" : "");
        }
    }

    static Stream<Case> cases() throws IOException {
        JsonObject loader = JsonParser.parseString(Files.readString(FILES.resolve("expected.json")))
                .getAsJsonObject()
                .getAsJsonObject("loader");
        return loader.entrySet().stream().flatMap(file -> file.getValue().getAsJsonObject().entrySet().stream()
                .map(flags -> new Case(
                        file.getKey(),
                        flags.getKey().contains("need_normalized=True"),
                        flags.getKey().contains("use_bert=True"),
                        flags.getValue().getAsJsonObject())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void featuresAreThoseOfMmsasLoader(Case example) throws IOException {
        DataSet data = load(example);
        check(example, "train", data.training());
        check(example, "valid", data.validation());
        check(example, "test", data.test().open("test", 0));
    }

    private DataSet load(Case example) throws IOException {
        Directories directories = new Directories(cache, cache);
        Path file = FILES.resolve(example.file());
        Parts parts = new ConfigBinder(Plugins.of(new DataSetsPlugin()), Loading.defaults())
                .bind(
                        ConfigFactory.parseString("parts { format.type = pickle, layout.type = mmsa }"),
                        "parts",
                        Parts.class);
        try (ArrayFile opened = parts.format().build(directories).open(file)) {
            Imports.run(
                    example.normalized() ? "mmsa-normalized" : "mmsa",
                    "",
                    parts.layout().build(directories).read(List.of(opened)),
                    file,
                    cache);
        }
        String checksum = Fingerprint.of(cache.resolve("data-sets/made/manifest.json"));
        return Loading.load(
                "type = imported, name = made, manifest = \"" + checksum + "\", read-text = "
                        + (example.tokens() ? "tokens" : "features"),
                cache,
                cache);
    }

    private static void check(Case example, String part, Split split) {
        JsonObject expected = example.expected().getAsJsonObject(part);
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            Batch batch = split.batch(
                    manager, IntStream.range(0, split.size()).boxed().toList());
            for (String modality : List.of("audio", "vision")) {
                float[] found =
                        batch.inputs().get(new Modality(modality)).values().toFloatArray();
                checkNumbers(example.normalized(), found, expected.getAsJsonObject(modality));
            }
            Sequence text = batch.inputs().get(Modality.TEXT);
            JsonObject expectedText = expected.getAsJsonObject("text");
            checkNumbers(
                    false,
                    example.tokens()
                            ? tokens(text, expectedText)
                            : text.values().toFloatArray(),
                    expectedText);
            checkNumbers(false, batch.targets().overall().toFloatArray(), expected.getAsJsonObject("labels_M"));
        }
    }

    /** MMSA keeps three rows a sample: padded token numbers, mask and segments. */
    private static float[] tokens(Sequence text, JsonObject expected) {
        int time = expected.getAsJsonArray("shape").get(2).getAsInt();
        long[] numbers = text.values().toLongArray();
        float[] rows = new float[text.batch() * 3 * time];
        for (int row = 0; row < text.batch(); row++) {
            for (int step = 0; step < text.lengths()[row]; step++) {
                rows[row * 3 * time + step] = numbers[row * text.time() + step];
                rows[row * 3 * time + time + step] = 1;
            }
        }
        return rows;
    }

    /** Means depend on the order of sums within numpy, which differs between its versions. */
    private static void checkNumbers(boolean nearly, float[] found, JsonObject expected) {
        assertEquals(expected.get("size").getAsInt(), found.length);
        if (!nearly) {
            assertEquals(expected.get("sha256_little_endian_C_order").getAsString(), sha256(found));
            return;
        }
        for (int i = 0; i < found.length; i++) {
            double all = expected.getAsJsonArray("all_values").get(i).getAsDouble();
            assertTrue(Math.abs(all - found[i]) <= 1e-6, i + ": " + found[i] + " instead of " + all);
        }
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
