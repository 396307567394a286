package org.derl.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.toy.SourceJar;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.bench.train.run.DivergedException;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialRun;
import org.derl.data.DataSet;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProbeTest {

    private static final Resampling FEW = Resampling.ofSamples().times(500);

    /** Encoders of whose weights nothing comes: one is multiplied by zero, the other cut off from its gradient. */
    private static final String IDLE =
            """
            package com.example;
            import ai.djl.ndarray.NDArray;
            import org.derl.data.*;
            import org.derl.part.*;
            import org.derl.plugin.PluginModule;
            import org.derl.tensor.Tensors;
            public final class IdlePlugin extends PluginModule {
                public record Config() {}
                @Override protected void configure() {
                    offer(UtteranceEncoder.KIND, "dead", Config.class, (config, shape) -> new Idle(shape, false));
                    offer(UtteranceEncoder.KIND, "cut", Config.class, (config, shape) -> new Idle(shape, true));
                }
                static final class Idle extends Part implements UtteranceEncoder {
                    private final Parameter weight;
                    private final boolean cut;
                    Idle(FeatureShape shape, boolean cut) {
                        weight = parameter("weight", Initializer.fanIn(shape.size()), shape.size(), 4);
                        this.cut = cut;
                    }
                    @Override public NDArray encode(Pass pass, Sequence sequence) {
                        NDArray output = Tensors.mean(sequence.values(), 1).matMul(weight.array());
                        return cut ? Tensors.detach(output) : Tensors.scale(output, 0.0);
                    }
                    @Override public int size() { return 4; }
                }
            }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        List.of(out, err).forEach(writer -> writer.getBuffer().setLength(0));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private List<SeedFacts> trained(ClassLoader loader, String settings) throws IOException {
        return List.of(facts(files(loader, settings), loader));
    }

    private TrialFolder files(ClassLoader loader, String settings) throws IOException {
        Trial trial = new Trial("toy-model", "toy", "as-is", 1, "cpu", ConfigFactory.parseString(settings));
        TrialFolder files = new TrialFolder(folder.resolve("seed-1"));
        new TrialRun(Configuration.of(loader), trial).run(files, Progress.NONE);
        return files;
    }

    private static SeedFacts facts(TrialFolder files, ClassLoader loader) throws IOException {
        DataSet data = ToyPlugin.dataSet(96);
        List<String> notes = new ArrayList<>();
        SeedFacts facts = SeedFacts.of(files, ProbedInputs.of(data, data.validation(), notes::add), loader);
        assertEquals(List.of(), notes);
        assertEquals(files.read().validation(), facts.clean(), "the weights are those of the trial again");
        return facts;
    }

    @Test
    void partsWithoutGradientOrEffectAreNamed() throws IOException {
        try (URLClassLoader loader = SourceJar.loader(folder, "IdlePlugin", IDLE)) {
            List<SeedFacts> seeds = trained(
                    loader,
                    "toy-model { training.epochs = 2, model.encoders { audio.type = dead, vision.type = cut } }");
            List<String> verdicts = PartSection.of("Toy", seeds, FEW).verdicts();
            assertEquals(
                    List.of(
                            "Each of these gets no gradient, and no prediction depends on it: it is dead:"
                                    + " encoders.audio.",
                            "Each of these gets no gradient, and predictions depend on it: its weights are as they were"
                                    + " drawn: encoders.vision."),
                    verdicts);
            assertEquals(0, seeds.get(0).parts().get("encoders.audio").moved());
            assertTrue(seeds.get(0).parts().get("head").moved() > 0);
            String uses = UseSection.of("Toy", seeds, FEW, List.of()).verdicts().get(0);
            assertTrue(uses.contains("does not read audio"), uses);
        }
    }

    /** Whose gradient is none once it has been trained: that of a root at zero. */
    @Test
    void whatIsNotFiniteIsNamed() throws IOException {
        String rooted = IDLE.replace(
                "return cut ?",
                "if (Boolean.getBoolean(\"derl.test.rooted\")) { return output.mul(0).sqrt(); } return cut ?");
        try (URLClassLoader loader = SourceJar.loader(folder, "IdlePlugin", rooted)) {
            System.setProperty("derl.test.rooted", "false");
            TrialFolder files = files(loader, "toy-model { training.epochs = 1, model.encoders.audio.type = dead }");
            System.setProperty("derl.test.rooted", "true");
            SeedFacts facts = facts(files, loader);
            assertEquals(1, facts.parts().get("encoders.audio").unbounded());
            List<String> verdicts = PartSection.of("Toy", List.of(facts), FEW).verdicts();
            assertEquals(
                    List.of(
                            "Each of these gets a gradient with numbers that are not finite, from which no training goes"
                                    + " on: encoders.audio."),
                    verdicts);
        } finally {
            System.clearProperty("derl.test.rooted");
        }
    }

    @Test
    void predictionsThatAreNotFiniteEndNoProbe() throws IOException {
        SeedFacts facts = trained(getClass().getClassLoader(), "toy-model.training.epochs = 1")
                .get(0);
        assertEquals(Optional.of(facts.clean()), SeedFacts.finite(facts::clean));
        Optional<Predictions> none = SeedFacts.finite(() -> {
            throw new DivergedException("the prediction of sample 'a' is NaN");
        });
        Map<String, PartFacts> parts = new LinkedHashMap<>(facts.parts());
        PartFacts head = facts.parts().get("head");
        parts.put(
                "head",
                new PartFacts(
                        head.numbers(),
                        head.arrays(),
                        head.held(),
                        head.still(),
                        0,
                        head.gradient(),
                        head.moved(),
                        none));
        Map<String, Optional<Predictions>> shuffled = new LinkedHashMap<>(facts.shuffled());
        shuffled.put("audio", none);
        List<SeedFacts> seeds = List.of(new SeedFacts(facts.clean(), facts.dropped(), shuffled, parts));
        ProbeSection section = PartSection.of("Toy", seeds, FEW);
        assertTrue(
                section.verdicts().get(0).startsWith("Each of these makes predictions that are not finite"),
                section.verdicts()::toString);
        assertTrue(section.verdicts().get(0).endsWith(": head."), section.verdicts()::toString);
        List<String> uses = UseSection.of("Toy", seeds, FEW, List.of()).verdicts();
        assertTrue(uses.get(0).endsWith("its predictions are not finite with another sample's audio."), uses::toString);
    }

    @Test
    void aModalityThatIsNotReadIsNamed() throws IOException {
        List<SeedFacts> seeds = trained(getClass().getClassLoader(), "toy-model.model.encoders.vision = null");
        assertEquals(
                List.of("Toy uses text and audio; it does not read vision."),
                UseSection.of("Toy", seeds, FEW, List.of()).verdicts());
        assertEquals(
                List.of("Yes: each gets gradient, and predictions depend on each."),
                PartSection.of("Toy", seeds, FEW).verdicts());
    }

    @Test
    void theCommandTrainsWhatIsMissingAndReports() throws IOException {
        Path runs = folder.resolve("runs");
        assertEquals(
                0,
                run(
                        "compare",
                        "--data",
                        "toy",
                        "--models",
                        "toy-model",
                        "--seeds",
                        "1",
                        "--recipe",
                        "published",
                        "--metrics",
                        "corr,mae",
                        "--set",
                        "toy-model.training.epochs=3",
                        "--workers",
                        "1",
                        "--out",
                        runs.toString()),
                err::toString);
        List<String> command = List.of(
                "probe",
                runs.toString(),
                "toy-model",
                "--data",
                "toy",
                "--seeds",
                "1",
                "--workers",
                "1",
                "--set",
                "text-only.training.epochs=2");
        assertEquals(0, run(command.toArray(String[]::new)), err::toString);
        assertTrue(err.toString().contains("./derl compare --data toy --models toy-model,text-only"), err.toString());
        assertTrue(
                err.toString()
                        .contains(" --recipe published --set text-only.training.epochs=2"
                                + " --set toy-model.training.epochs=3"),
                err::toString);
        assertTrue(err.toString().contains(" --metrics corr,mae "), err::toString);
        String report = out.toString();
        assertTrue(report.contains("1. Do features know their labels?\nNo sign of it: "), report);
        assertTrue(report.contains("2. Which modalities does toy model use?\ntoy model uses text, audio"), report);
        assertTrue(report.contains("3. Does each part of toy model learn, and matter?"), report);
        assertTrue(report.contains("4. How far does a control get that reads text alone?\nNot as far: "), report);
        assertTrue(report.contains("5. Do validation and test disagree beyond chance?"), report);
        JsonObject json = CheckedJson.read(runs.resolve("probe-toy-model.json"));
        assertEquals(
                3, json.getAsJsonObject("features").getAsJsonArray("numbers").size());
        assertEquals(
                3, json.getAsJsonObject("modalities").getAsJsonArray("numbers").size());
        assertTrue(Files.readString(runs.resolve("probe-toy-model.md")).startsWith("# toy model on toy\n"));
        assertEquals(
                List.of("toy-model", "text-only"),
                List.copyOf(StoredComparison.read(runs).trials().keySet()));
        String looks = Files.readString(runs.resolve("looks-at-test.csv"));

        assertEquals(0, run("probe", runs.toString(), "toy-model"), err::toString);
        assertEquals(report, out.toString(), "nothing is trained, and the same is found");
        assertEquals(looks, Files.readString(runs.resolve("looks-at-test.csv")));
        assertFalse(err.toString().contains("missing"), err.toString());

        assertEquals(0, run("probe", runs.toString(), "toy-model", "--split", "test"), err::toString);
        assertTrue(out.toString().contains("looked at 3 times"), out.toString());
        assertRefused(
                "--data is planted, but " + runs + " has toy-model trained on toy",
                "probe",
                runs.toString(),
                "toy-model",
                "--data",
                "planted");
        assertRefused(
                "--set text-only.training.epochs=2 --set toy-model.training.epochs=4 --keep\n./derl probe ",
                "probe",
                runs.toString(),
                "toy-model",
                "--data",
                "toy",
                "--set",
                "toy-model.training.epochs=4");
        assertRefused("did you mean toy-model?", "probe", runs.toString(), "toy-mdel");
        assertRefused("nothing is trained without --data", "probe", runs.toString(), "toy-model", "--seeds", "2");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused("nowhere is no folder", "probe", "nowhere", "derl");
        assertRefused("name the folder of a comparison before the model", "probe", "derl");
        assertRefused("--split is test or validation", "probe", "nowhere", "derl", "--split", "train");
        assertRefused("must be positive", "probe", "nowhere", "derl", "--workers", "0");
        assertRefused("no-such-data", "probe", "derl", "--data", "no-such-data");
    }

    private void assertRefused(String message, String... arguments) {
        assertEquals(2, run(arguments), err::toString);
        assertTrue(err.toString().contains(message), err.toString());
    }
}
