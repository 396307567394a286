package org.derl.bench.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.parity.fixture.Survey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command over the fixtures of all models and building blocks, which lie beside the tests of what they are about.
 */
class ParityTest {

    private static final Path GOLDEN = Path.of("../derl-fusion/src/test/resources/org/derl/models/golden");

    /** The cases of each model, for nothing else would miss one that is gone. */
    private static final List<String> CASES = Stream.of(
                    "almt: case1 case2",
                    "cenet: case1 case2",
                    "derl/case1: cie_all cie_atv cie_tav cie_vta full ie_a ie_t ie_tav ie_v wo_eu wo_fu wo_fu_eu wo_l2",
                    "derl/case2: cie_vta full ie_tav wo_fu_eu",
                    "dlf: case1 case2",
                    "dmd: case1 case2",
                    "iccn: case1 case2",
                    "lmf: case1 case2",
                    "lnln: case1 case2",
                    "mag_bert: case1 case2",
                    "mctn: case1 case2",
                    "mctn/variant_time_major: case1 case2",
                    "mfm: case1 case2",
                    "mfn: case1 case2",
                    "misa: adv1 case1 case2 gru1",
                    "mmim: aligned1 case1 case2",
                    "mult: case1 case2 orig1",
                    "raven: case1 case2",
                    "self_mm: aligned1 case1 case2",
                    "tetfn: case1 case2",
                    "tfn: case1 case2")
            .flatMap(ParityTest::folders)
            .toList();

    private static Stream<String> folders(String group) {
        List<String> words = List.of(group.split(":? "));
        return words.stream().skip(1).map(name -> words.get(0) + "/" + name);
    }

    /** Where the fixtures of building blocks lie, and how many there are. */
    private static final Map<Path, Integer> BLOCKS = Map.of(
            resources("api", "tensor"), 2,
            resources("encoders", "layers"), 6,
            resources("encoders", "encoders/bert/bert_encoder"), 1,
            resources("gates", "gates"), 1,
            resources("fusion", "fusion/loss"), 3,
            resources("fusion", "models/mmim"), 1,
            resources("fusion", "models/selfmm"), 1,
            resources("bench", "bench/metric"), 1);

    private static Path resources(String module, String path) {
        return Path.of("../derl-" + module + "/src/test/resources/org/derl/" + path);
    }

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void noCaseOfAModelIsMissing() throws IOException {
        assertEquals(
                CASES,
                Survey.of(GOLDEN).cases().stream()
                        .map(folder -> GOLDEN.relativize(folder).toString())
                        .toList());
    }

    @Test
    void everyModelEqualsItsReference() throws IOException {
        assertEquals(0, run(GOLDEN), () -> failures() + err);
        assertTrue(out.toString().endsWith(" passed, 0 failed\n"), out.toString());
        for (String model : List.of("derl/case1", "derl/case2", "tfn/case1", "tfn/case2", "mult/orig1")) {
            for (String quantity : List.of("output", "losses", "gradients", "three steps")) {
                assertLine(model, quantity);
            }
        }
        for (String line : List.of(
                "run losses       2 arrays",
                "run steps        1 array",
                "run memory      16 arrays",
                "run outputs      4 arrays")) {
            assertLine("self_mm/case1", line);
            assertLine("self_mm/case2", line);
            assertLine("tetfn/case1", line);
            assertLine("tetfn/case2", line);
        }
        for (String line : List.of("run losses       2 arrays", "run outputs      2 arrays")) {
            assertLine("mult/case1", line);
            assertLine("misa/case2", line);
        }
        assertLine("mult/case1", "run steps        1 array");
    }

    @Test
    void variantsAndStagesAreComparedToo() throws IOException {
        assertEquals(0, run(GOLDEN.resolve("raven")), () -> failures() + err);
        assertEquals(0, run(GOLDEN.resolve("mctn")), () -> failures() + err);
        assertEquals(0, run(GOLDEN.resolve("iccn")), () -> failures() + err);
        assertLine("raven/case1 nodetach", "gradients       30 arrays");
        assertLine("mctn/variant_time_major/case2", "features         8 arrays");
        assertLine("iccn/case1", "step losses      2 arrays");
    }

    @Test
    void everyBlockEqualsItsReference() throws IOException {
        for (Map.Entry<Path, Integer> blocks : BLOCKS.entrySet()) {
            assertEquals(0, run(blocks.getKey()), () -> failures() + err);
            assertEquals(blocks.getValue(), Survey.of(blocks.getKey()).cases().size(), blocks.getKey()::toString);
        }
        for (String losses : List.of("cmd  ", "dcca", "mmim_cpc_mmilb")) {
            assertLine(losses, "gradients");
        }
        assertLine("metrics", "features        14 arrays");
        assertLine("optimizers", "features        25 arrays");
        assertLine("self_mm_label_update", "features        24 arrays");
    }

    /**
     * Needs weights that are named by DERL_BERT_WEIGHTS: a test downloads nothing, and looks into no cache of a user's.
     */
    @Test
    void theRealBertEqualsItsReference() throws IOException {
        String weights = System.getenv("DERL_BERT_WEIGHTS");
        assumeTrue(
                weights != null && Files.isDirectory(Path.of(weights)), "skipped, for there is no DERL_BERT_WEIGHTS");
        assertEquals(0, run(resources("encoders", "encoders/bert/bert_base_uncased")), () -> failures() + err);
        assertLine("inputs ", "  1 array");
        assertLine("features", "  3 arrays");
    }

    private void assertLine(String one, String other) {
        assertTrue(
                out.toString().lines().anyMatch(line -> line.contains(one) && line.contains(other)),
                () -> "no line of " + one + " with '" + other + "' in\n" + out);
    }

    @Test
    void otherValuesInTheNamesAreOtherSettings() throws IOException {
        // The third moment alone makes the difference here, so that a number that is not honored would show.
        Path copy = copy(resources("fusion", "fusion/loss/cmd"));
        Path expected = copy.resolve("expected.safetensors");
        String text = Files.readString(expected, StandardCharsets.ISO_8859_1);
        Files.writeString(expected, text.replace("_3moments", "_4moments"), StandardCharsets.ISO_8859_1);
        assertEquals(1, run(copy));
        assertTrue(out.toString().contains("FAILED at loss.cmd_4moments"), out.toString());
    }

    @Test
    void whatNothingComputesIsNoSuccess() throws IOException {
        Path copy = copy(resources("gates", "gates/mag_gate"));
        Path expected = copy.resolve("expected.safetensors");
        String text = Files.readString(expected, StandardCharsets.ISO_8859_1);
        Files.writeString(expected, text.replace("\"output\"", "\"outrun\""), StandardCharsets.ISO_8859_1);
        assertEquals(1, run(copy));
        assertTrue(out.toString().contains("FAILED at outrun (nothing here computes it)"), out.toString());
    }

    @Test
    void oneDamagedCaseDoesNotKeepOthersFromBeingCompared() throws IOException {
        Path copy = copy(resources("gates", "gates/mag_gate"));
        Files.writeString(copy.resolve("weights.safetensors"), "short");
        copy(resources("fusion", "fusion/loss/diff_loss"), "other");
        assertEquals(2, run(directory));
        assertTrue(err.toString().contains(copy.resolve("weights.safetensors").toString()), err.toString());
        assertTrue(out.toString().endsWith("2 passed, 0 failed\n"), out.toString());
    }

    @Test
    void aValueThatIsNotOfferedIsRefused() throws IOException {
        Path copy = copy(GOLDEN.resolve("misa/case1"));
        replace(copy, "\"rnncell\": \"lstm\"", "\"rnncell\": \"elman\"");
        assertEquals(2, run(copy));
        assertTrue(
                err.toString().contains(copy.resolve("config.json") + ": not offered: rnncell = elman"),
                err.toString());
        assertTrue(out.toString().endsWith("0 passed, 0 failed\n"), out.toString());
    }

    @Test
    void whatIsRoundedIsRefused() {
        Configuration jars = Configuration.of(ParityTest.class.getClassLoader());
        ModelSettings rounded = jars.with(ConfigFactory.parseString("tfn.training.precision = bf16"))
                .make(Models.class)
                .settings("tfn", List.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Parity.exact("tfn", rounded))
                .getMessage()
                .startsWith("tfn.training.precision is set, but parity computes in float32 alone"));
    }

    @Test
    void theSettingsOfAReferenceDecideWhatIsComputed() throws IOException {
        Path aligned = copy(GOLDEN.resolve("self_mm/aligned1"), "self_mm");
        assertEquals(0, run(aligned), () -> failures() + err);
        replace(aligned, "\"need_data_aligned\": true", "\"need_data_aligned\": false");
        assertEquals(1, run(aligned), "other lengths");
        Path frozen = copy(GOLDEN.resolve("mmim/aligned1"), "mmim");
        assertEquals(0, run(frozen), () -> failures() + err);
        replace(frozen, "\"use_finetune\": false", "\"use_finetune\": true");
        assertEquals(1, run(frozen), "gradients of BERT");
    }

    @Test
    void whatNothingReadsIsRefused() throws IOException {
        Path model = copy(GOLDEN.resolve("tfn/case2"), "model");
        replace(model, "\"batch_size\"", "\"tensor_power\": 2, \"batch_size\"");
        replace(model, "\"hidden_dims\": \\[\\s*6,\\s*5,\\s*3\\s*]", "\"hidden_dims\": [6, 5, 3, 4]");
        Path block = copy(resources("gates", "gates/mag_gate"), "block");
        replace(block, "\"beta_shift\"", "\"gates\": \"three\", \"beta_shift\"");
        assertEquals(2, run(directory));
        assertTrue(
                err.toString().contains("not offered: args.hidden_dims.3 = 4, args.tensor_power = 2"), err.toString());
        assertTrue(err.toString().contains("not offered: gates = three"), err.toString());
        assertTrue(out.toString().contains("not compared: 2,"), out.toString());
    }

    /** Its draws were others. */
    @Test
    void aRateOfDropoutIsRefused() throws IOException {
        Path copy = copy(GOLDEN.resolve("lmf/case1"));
        replace(copy, "\"dropouts\": \\[\\s*0.0,", "\"dropouts\": [0.3,");
        assertEquals(2, run(copy));
        assertTrue(err.toString().contains("not offered: args.dropouts.0 = 0.3"), err.toString());
    }

    @Test
    void everySettingThatIsNotReadHasAReason() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("src/main/resources/derl/fixtures.conf")));
        for (String module : List.of("bench", "encoders", "gates", "fusion")) {
            try (Stream<Path> all =
                    Files.walk(Path.of("../derl-" + module + "/src/main/resources/derl/correspondence"))) {
                int before = files.size();
                all.filter(Files::isRegularFile).forEach(files::add);
                assertTrue(files.size() > before, "no correspondence in derl-" + module);
            }
        }
        for (Path file : files) {
            Config content = ConfigFactory.parseFile(file.toFile());
            for (ConfigValue rule : content.hasPath("unread") ? content.getList("unread") : List.<ConfigValue>of()) {
                String why = ((ConfigObject) rule).toConfig().getString("why");
                assertTrue(why.length() > 5, file + ": " + rule);
            }
        }
    }

    @Test
    void whatTheReferencesOwnRoundingMakesOutPasses() throws IOException {
        Path copy = copy(resources("gates", "gates/mag_gate"));
        shift(copy.resolve("expected.safetensors"), "output", 2e-4f);
        assertEquals(1, run(copy), "beyond the rule");
        replace(copy, "\"output\": [\\d.e-]+", "\"output\": 5.5e-5");
        assertEquals(0, run(copy), () -> out + "four times 5.5e-5 is more than 2e-4");
        replace(copy, "\"output\": [\\d.e-]+", "\"output\": 4.5e-5");
        assertEquals(1, run(copy), "four times 4.5e-5 is less than 2e-4");
    }

    @Test
    void foldersWithoutACaseArePassedBy() throws IOException {
        copy(resources("fusion", "fusion/loss/diff_loss"), "diff_loss");
        Path align = Files.createDirectories(directory.resolve("align"));
        Files.writeString(align.resolve("config.json"), "{\"cases\": []}");
        Files.writeString(align.resolve("align.safetensors"), "");
        Path formats =
                Files.createDirectories(directory.resolve("formats/inner")).getParent();
        Files.writeString(formats.resolve("inner/data.pkl"), "");
        Files.writeString(Files.createDirectories(directory.resolve("remarks")).resolve("README.md"), "");
        assertEquals(0, run(directory), err::toString);
        assertEquals(2, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(align + " holds no case"), err.toString());
        assertTrue(err.toString().contains(formats + " holds no case"), err.toString());
        assertTrue(out.toString().contains("passed by: 2 folders, which the messages name\n"), out.toString());
    }

    @Test
    void aLinkToAFolderIsPassedByAndNamed() throws IOException {
        Path elsewhere = copy(resources("fusion", "fusion/loss/diff_loss"), "elsewhere/diff_loss");
        Path link = directory.resolve("cases/link");
        copy(resources("gates", "gates/mag_gate"), "cases/mag_gate");
        Files.createSymbolicLink(link, elsewhere.getParent());
        assertEquals(0, run(directory.resolve("cases")), err::toString);
        assertEquals("passed by: " + link + " is a link to a folder; name the folder itself\n", err.toString());
        assertTrue(out.toString().contains("passed by: 1 folder, which the messages name\n"), out.toString());
        assertEquals(0, run(link), err::toString);
    }

    @Test
    void whatFailsIsNotHiddenByAnUnknownModel() throws IOException {
        Path unknown = copy(GOLDEN.resolve("tfn/case1"), "unknown");
        replace(unknown, "\"model\": *\"\\w+\"", "\"model\": \"nobody\"");
        Path block = copy(resources("gates", "gates/mag_gate"), "mag_gate");
        shift(block.resolve("expected.safetensors"), "output", 1);
        assertEquals(1, run(directory));
        assertTrue(out.toString().contains("not offered yet: nobody (1 case)\n"), out.toString());
    }

    @Test
    void anUnknownBlockIsNamed() throws IOException {
        Path copy = copy(resources("gates", "gates/mag_gate"));
        Path config = copy.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"mag_gate\"", "\"nobody\""));
        assertEquals(2, run(copy));
        assertTrue(err.toString().contains("the block 'nobody'"), err.toString());
    }

    @Test
    void aBlockIsCalledByItsFolderWhereNothingElseIsSaid() throws IOException {
        Path copy = copy(resources("gates", "gates/mag_gate"), "mag_gate");
        Path config = copy.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"block\"", "\"what\""));
        assertEquals(0, run(copy), () -> failures() + err);
    }

    @Test
    void aChangedExpectationFails() throws IOException {
        Path copy = copy(GOLDEN.resolve("tfn/case1"));
        Path expected = copy.resolve("expected.safetensors");
        byte[] bytes = Files.readAllBytes(expected);
        bytes[bytes.length - 1] ^= 0x40; // the exponent of the last number
        Files.write(expected, bytes);
        assertEquals(1, run(copy));
        assertTrue(out.toString().contains("FAILED") || out.toString().contains("failed"), out.toString());
        assertTrue(!out.toString().endsWith(" 0 failed\n"), out.toString());
    }

    @Test
    void anUnknownModelIsNamed() throws IOException {
        Path copy = copy(GOLDEN.resolve("tfn/case1"));
        Path config = copy.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst("\"model\": *\"\\w+\"", "\"model\": \"nobody\""));
        assertEquals(2, run(copy));
        assertTrue(err.toString().contains("'nobody'"), err.toString());
    }

    @Test
    void aFolderWithoutCasesIsNamed() throws IOException {
        assertEquals(2, run(directory));
        assertTrue(err.toString().contains(directory.toString()), err.toString());
    }

    private String failures() {
        return String.join(
                "\n",
                out.toString().lines().filter(line -> line.contains("failed")).toList());
    }

    private int run(Path folder) throws IOException {
        return new Parity(Device.cpu(), new PrintWriter(out), new PrintWriter(err)).run(List.of(folder));
    }

    private static void replace(Path folder, String pattern, String by) throws IOException {
        Path config = folder.resolve("config.json");
        String before = Files.readString(config);
        String after = before.replaceFirst(pattern, by);
        assertNotEquals(before, after, pattern + " is not in " + before);
        Files.writeString(config, after);
    }

    /** Adds to the first number of an array of 32 bits. */
    private static void shift(Path file, String array, float difference) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        String text = new String(bytes.array(), Long.BYTES, header, StandardCharsets.UTF_8);
        Matcher matcher = Pattern.compile("\"" + array + "\": *\\{[^}]*\"data_offsets\": *\\[(\\d+)")
                .matcher(text);
        assertTrue(matcher.find(), text);
        int place = Long.BYTES + header + Integer.parseInt(matcher.group(1));
        bytes.putFloat(place, bytes.getFloat(place) + difference);
        Files.write(file, bytes.array());
    }

    private Path copy(Path fixture) throws IOException {
        return copy(fixture, "case");
    }

    private Path copy(Path fixture, String name) throws IOException {
        Path copy = directory.resolve(name);
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(fixture)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
