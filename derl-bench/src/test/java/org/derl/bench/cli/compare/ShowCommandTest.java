package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.Controls;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.trial.CheckedJson;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShowCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tablesAreThoseOfTheComparisonWithoutItsData() throws IOException {
        Path data = Files.writeString(directory.resolve("data"), "40");
        Path folder = directory.resolve("out");
        assertEquals(0, compare(data, folder), err::toString);
        String compared = out.toString();
        isShared(folder, compared);
        isExplained(folder);
        Files.delete(data);
        assertEquals(0, run("show", folder.toString()));
        assertEquals(compared, out.toString(), "seconds included");

        Path elsewhere = Files.move(folder, directory.resolve("elsewhere"));
        Path weights = elsewhere.resolve("text-only/seed-1/weights.safetensors");
        Files.delete(weights);
        Files.writeString(elsewhere.resolve("toy-model/seed-1/result.json"), "");
        assertEquals(1, run("show", elsewhere.toString()));
        assertTrue(out.toString().contains("text-only (seed 1): " + weights + " is missing"), out.toString());
        assertTrue(out.toString().contains("result.json is damaged: it holds nothing"), out.toString());
        assertTrue(out.toString().contains("ridge on mean features"), out.toString());

        Path comparison = elsewhere.resolve("comparison.json");
        Files.writeString(
                comparison,
                Files.readString(comparison).replace("\"MAE\"", "\"mae\"").replace("40", "41"));
        assertRefused(comparison + " is damaged", elsewhere.toString());
        Files.writeString(comparison, "{}");
        assertRefused(comparison + " is damaged", elsewhere.toString());
        Files.delete(comparison);
        assertRefused(elsewhere + " holds no comparison that has come to its end", elsewhere.toString());
        assertRefused("the folder a is named twice", "a", "b", "a");
    }

    @Test
    void metricsAreThoseOfTheComparisonUnlessNamed() throws IOException {
        DataSet data = ToyPlugin.dataSet(20);
        Configuration configuration = Configuration.of(getClass().getClassLoader());
        TableMetrics scaled = TableMetrics.of(
                ConfigFactory.parseString("metrics = [acc-7, { type = toy-bias, scale = 1e6 }]"),
                configuration.injector().getInstance(ConfigBinder.class));
        List<ComparedSystem> systems = new Controls(data, "as-is", SplitName.TEST).systems();
        StoredComparison.of(ComparedData.of("Toy", data), systems, "ridge", SplitName.TEST, List.of(), scaled)
                .write(directory);
        assertEquals(0, run("show", directory.toString()), err::toString);
        assertTrue(out.toString().matches("(?s).*\\nmodel +encoder +toy-bias +95 % .*"), out.toString());
        assertTrue(out.toString().matches("(?s).*\\nmean predictor +- +-?\\d{4,}\\.\\d{3} .*"), out.toString());
        assertTrue(out.toString().matches("(?s).*\\n\\nmodel +Acc-7\\n.*"), out.toString());
        assertEquals(0, run("show", directory.toString(), "--metrics", "acc-5"), err::toString);
        assertTrue(out.toString().matches("(?s).*\\nmodel +encoder +Acc-5 +features's, 95 % .*"), out.toString());
        assertFalse(out.toString().contains("in %"), "there is no other metric: " + out);
        assertEquals(2, run("show", directory.toString(), "--metrics", "mae,mae"));
        assertTrue(err.toString().contains("the metric mae is named twice; name it once"), err.toString());
    }

    /** As if its model were one of which publications report, on a data set that they have. */
    private void isExplained(Path folder) throws IOException {
        assertEquals(2, run("explain-gap", "toy-model", folder.toString()));
        assertTrue(err.toString().contains("nothing is known that was published of toy-model on"), err.toString());
        assertEquals(2, run("explain-gap", "misa", folder.toString()));
        assertTrue(
                err.toString().contains(folder + " has no trials of misa; it has toy-model, text-only"),
                err.toString());
        Path published = directory.resolve("published");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path place =
                        published.resolve(folder.relativize(file).toString().replace("toy-model", "misa"));
                Files.copy(file, place);
            }
        }
        JsonObject json = CheckedJson.read(published.resolve("comparison.json"));
        json.getAsJsonObject("data").getAsJsonObject("copy").addProperty("family", "mosi");
        json.getAsJsonArray("rows").forEach(row -> {
            if (row.getAsJsonObject().get("name").getAsString().equals("toy-model")) {
                row.getAsJsonObject().addProperty("name", "misa");
            }
        });
        CheckedJson.write(published.resolve("comparison.json"), json);
        assertEquals(0, run("explain-gap", "misa", published.toString()), err::toString);
        assertTrue(out.toString().contains(": own paper (Hazarika et al., MISA"), out.toString());
        assertTrue(out.toString().matches("(?s).*\\npublished +0\\.783 +0\\.761 .*"), out.toString());
        assertTrue(
                out.toString()
                        .contains("What no stored trial tells:\n- text encoder: BERT, fine-tuned\n  ./derl compare "),
                out.toString());
        assertTrue(
                out.toString().lines().filter(line -> line.startsWith("ours, ")).allMatch(line -> line.length() <= 80),
                out.toString());
        assertEquals(0, run("explain-gap", "misa", published.toString(), "--format", "csv"), err::toString);
        assertTrue(out.toString().startsWith("source,otherwise,metric,value\n"), out.toString());
    }

    /** Without labels, and with the same tables where the data is. */
    private void isShared(Path folder, String compared) throws IOException {
        Path shared = directory.resolve("shared");
        String page = Files.readString(folder.resolve("report.html"));
        assertEquals(0, run("share", folder.toString(), shared.toString()), err::toString);
        assertEquals(0, run("show", shared.toString(), "--data-dir", directory.toString()), err::toString);
        assertEquals(compared, out.toString());
        assertEquals(2, run("show", folder.toString(), "--data-dir", directory.toString()));
        assertTrue(err.toString().contains("are for folders that derl share has written"), err.toString());
        assertEquals(0, run("report", folder.toString()), err::toString);
        assertEquals(0, run("report", shared.toString(), "--data-dir", directory.toString()), err::toString);
        assertEquals(shared.resolve("report.html") + "\n", out.toString().replace("\r", ""));
        assertEquals(page, Files.readString(folder.resolve("report.html")));
        assertEquals(page, Files.readString(shared.resolve("report.html")));
        assertFalse(page.contains(directory.toString()), "such as that of --out or of the data");
        assertTrue(page.contains("./derl compare --data toy-file "), page);

        Path trial = shared.resolve("toy-model/seed-1");
        try (Stream<Path> files = Files.list(trial)) {
            assertEquals(
                    Set.of("trial.conf", "history.csv", "result.json", "validation.csv", "test.csv"),
                    files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet()));
        }
        assertEquals(
                "id,prediction", Files.readAllLines(trial.resolve("test.csv")).get(0));
        assertFalse(Files.readString(shared.resolve("comparison.json")).contains("\"labels\""));
        assertEquals(2, run("verify", shared.toString()));
        assertTrue(err.toString().contains("has no labels, as derl share wrote it"), err.toString());
        assertEquals(2, run("share", folder.toString(), folder.toString()));
        assertTrue(err.toString().contains(folder + " is there already"), err.toString());
        Path comparison = shared.resolve("comparison.json");
        String whole = Files.readString(comparison);
        rewrite(
                comparison,
                json -> json.getAsJsonArray("rows").get(2).getAsJsonObject().addProperty("name", "../elsewhere"));
        assertRefused("comparison.json is damaged", shared.toString());
        rewrite(comparison, json -> json.remove("rows"));
        assertRefused("comparison.json is damaged", shared.toString());
        Files.writeString(comparison, whole);
        Path result = trial.resolve("result.json");
        String facts = Files.readString(result);
        Files.writeString(directory.resolve("secret"), "");
        rewrite(result, json -> json.getAsJsonObject("files")
                .add("../../../secret", json.getAsJsonObject("files").get("history.csv")));
        assertRefused("not of what derl share writes", shared.toString());
        Files.writeString(result, facts);
        Path test = trial.resolve("test.csv");
        Files.writeString(test, Files.readString(test) + "elsewhere,1\n");
        assertRefused(test + ": the data set has no sample 'elsewhere' in this split", shared.toString());
    }

    private void assertRefused(String message, String... folders) {
        String[] arguments = new String[folders.length + 1];
        arguments[0] = "show";
        System.arraycopy(folders, 0, arguments, 1, folders.length);
        assertEquals(2, run(arguments), err::toString);
        assertTrue(err.toString().contains(message), err.toString());
    }

    /** With a checksum that holds, as a stranger would. */
    private static void rewrite(Path file, Consumer<JsonObject> change) throws IOException {
        JsonObject json = CheckedJson.read(file);
        change.accept(json);
        CheckedJson.write(file, json);
    }

    private int compare(Path data, Path folder) {
        return run(
                "compare",
                "--data",
                "toy-file",
                "--set",
                "toy-file.data-set.file=\"" + data + "\"",
                "--set",
                "toy-model.training.epochs=1",
                "--set",
                "text-only.training.epochs=1",
                "--models",
                "toy-model,text-only",
                "--seeds",
                "1",
                "--out",
                folder.toString());
    }

    private int run(String... arguments) {
        List.of(out, err).forEach(writer -> writer.getBuffer().setLength(0));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
