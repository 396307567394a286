package org.derl.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.comparison.QuietListener;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.search.Searches;
import org.derl.bench.table.Table;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches over the toy data set: what is chosen depends on settings, data and seed alone. */
class TuningTest {

    private static final List<String> MODELS = List.of("toy-model", "text-only", "late-fusion");
    private static final String EPOCHS = MODELS.stream()
            .map(model -> model + ".training { epochs = 9, patience = 9, batch-size = 32,"
                    + " schedule { type = cosine, warm-up = 0, by = step } }\n")
            .reduce("toy.data-set.training = 32\n", String::concat);

    @TempDir
    Path directory;

    private static Configuration configuration(String settings) {
        return Configuration.of(TuningTest.class.getClassLoader())
                .with(ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString(EPOCHS)));
    }

    private TuningPlan plan(String folder, List<String> models) {
        return plan(folder, models, 4);
    }

    private TuningPlan plan(String folder, List<String> models, int draws) {
        return new TuningPlan(
                "toy", "as-is", models, draws, 1, "cpu", Kernels.NATIVE, directory.resolve(folder), false);
    }

    private static List<ComparedSystem> run(Tuning.Share share, int workers) throws InterruptedException {
        InProcess here = new InProcess(TuningTest.class.getClassLoader());
        try (ThreadExecutor executor = new ThreadExecutor(here, workers)) {
            return share.run().runModels(share.finished(), executor, new QuietListener());
        }
    }

    private String text(String folder, String file) throws IOException {
        return Files.readString(directory.resolve(folder).resolve(file));
    }

    @Test
    void theSameIsChosenByOneWorkerAndByTwoThatWereInterrupted() throws Exception {
        Tuning one = new Tuning(configuration(""), plan("one", MODELS));
        assertEquals(List.of(), one.run(share -> run(share, 1), line -> {}));
        new TuningFiles(one).write();
        searchInterrupted("two");
        assertEquals(text("one", "tuned.conf"), text("two", "tuned.conf"));
        assertEquals(text("one", "draws.csv"), text("two", "draws.csv"));
        assertGoingOnGivesTheSameBits(one);
        assertNoTestSplitAndNoCheckpointIsLeft();
        for (TunedModel model : one.models()) {
            assertEquals(4, model.results(9).size());
            assertTrue(model.results(1).size() < 4, "some were dropped");
            assertTrue(model.chosen().orElseThrow().error()
                    <= model.ofOwn().orElseThrow().error());
        }
        assertTuned();
    }

    private void searchInterrupted(String folder) throws Exception {
        List<Integer> missing = new ArrayList<>();
        Tuning interrupted = new Tuning(configuration(""), plan(folder, MODELS));
        assertThrows(
                InterruptedException.class,
                () -> interrupted.run(
                        share -> {
                            if (!missing.isEmpty()) {
                                throw new InterruptedException();
                            }
                            missing.add(share.missing());
                            return run(share, 2);
                        },
                        line -> {}));
        Tuning resumed = new Tuning(configuration(""), plan(folder, MODELS));
        resumed.run(
                share -> {
                    missing.add(share.missing());
                    return run(share, 2);
                },
                line -> {});
        new TuningFiles(resumed).write();
        assertEquals(List.of(12, 0), missing.subList(0, 2), "what was trained before the interrupt is kept");
    }

    /** The last share of a chosen draw, trained once more without a pause. */
    private void assertGoingOnGivesTheSameBits(Tuning tuning) throws Exception {
        for (TunedModel model : tuning.models().subList(2, 3)) {
            String name = model.name(model.chosen().orElseThrow().number());
            TrialFolder paused =
                    new TrialFolder(directory.resolve("one/full").resolve(name).resolve("seed-1"));
            assertEquals(9, paused.readFacts().epochs());
            Trial trial = paused.readRequest();
            assertEquals(
                    List.of(name),
                    trial.overrides().root().keySet().stream()
                            .filter(key -> key.contains("-draw-"))
                            .toList(),
                    "others' draws are not in it");
            TrialFolder whole = new TrialFolder(directory.resolve("whole").resolve(name));
            new InProcess(TuningTest.class.getClassLoader()).run(trial, whole, Progress.NONE);
            assertEquals(paused.readFacts().fingerprint(), whole.readFacts().fingerprint());
            assertEquals(
                    -1,
                    Files.mismatch(
                            paused.path().resolve("history.csv"), whole.path().resolve("history.csv")));
            assertEquals(
                    -1,
                    Files.mismatch(
                            paused.path().resolve("validation.csv"),
                            whole.path().resolve("validation.csv")));
        }
    }

    private void assertNoTestSplitAndNoCheckpointIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("one"))) {
            assertEquals(
                    List.of(),
                    files.filter(file ->
                                    file.getFileName().toString().matches("test.*|checkpoint-.*|best-.*|weights.*"))
                            .toList());
        }
        TrialFolder paused = new TrialFolder(directory.resolve("one/ninth/text-only-draw-1/seed-1"));
        assertEquals(1, paused.readFacts().epochs());
        assertEquals(List.of(), paused.readFacts().circumstances().openings());
    }

    /** The file is one of settings, which say what was spent on them. */
    private void assertTuned() throws Exception {
        Config file =
                ConfigFactory.parseFile(directory.resolve("one/tuned.conf").toFile());
        Configuration jars = configuration("");
        Configuration both = jars.with(jars.byName(file));
        Searches searches = searches(both);
        assertEquals(List.of(), searches.breaches(MODELS));
        assertEquals(3, searches.ofModels().size());
        assertEquals("toy", searches.ofModels().get("text-only").dataSet());
        assertTrue(searches.ofModels().get("text-only").epochs() >= 9 + 3);
        assertEquals(
                List.of(),
                searches(with(both, "text-only.training.keep-weights = best")).breaches(MODELS),
                "no number follows from that");
        Searches changed = searches(with(both, "text-only.training.optimization.learning-rate = 0.4"));
        assertEquals(1, changed.breaches(MODELS).size());
        assertTrue(
                changed.breaches(MODELS)
                        .get(0)
                        .endsWith("; text-only had 4 draws at a ninth, a third and all of the epochs, changed since"),
                changed.breaches(MODELS)::toString);
    }

    private static Configuration with(Configuration below, String settings) {
        return below.with(Settings.layer(List.of(below.overrides(), ConfigFactory.parseString(settings))));
    }

    private Searches searches(Configuration given) throws IOException {
        return new ExperimentRun(given, plan("unused", MODELS).experiment(MODELS, given.overrides(), directory))
                .searches();
    }

    @Test
    void aFolderOfAnotherSearchIsNotMixedWithThisOne() throws Exception {
        List<String> model = List.of("toy-model");
        new Tuning(configuration(""), plan("one", model, 1)).run(share -> run(share, 1), line -> {});
        Tuning other = new Tuning(configuration("toy-model.training.patience = 8"), plan("one", model, 1));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> other.run(share -> run(share, 1), line -> {}));
        assertTrue(refused.getMessage().contains("holds trials of a search by something else"), refused::getMessage);
        assertTrue(refused.getMessage().contains("--again searches anew"), refused::getMessage);
    }

    @Test
    void whatFailsWhateverItsSettingsStopsTheSearchAndADivergedDrawDoesNot() throws Exception {
        List<String> model = List.of("toy-model");
        Tuning diverged = new Tuning(
                configuration("toy-model.space.training.optimization"
                        + " { learning-rate { choice = [1e30, 1e31] }, weight-decay = none }"),
                plan("diverged", model, 2));
        assertEquals(List.of(), diverged.run(share -> run(share, 1), line -> {}));
        new TuningFiles(diverged).write();
        String draws = text("diverged", "draws.csv");
        assertTrue(draws.contains("failed: toy-model-draw-2 (seed 1): "), draws);
        assertTrue(draws.contains("toy-model,1,1,9,mae,"), draws);
        Tuning lost = new Tuning(
                configuration("toy-model { training.optimization.learning-rate = 1e30,"
                        + " space.training.optimization { learning-rate = none, weight-decay.choice = [0, 1e-9] } }"),
                plan("lost", model, 2));
        assertEquals(List.of(), lost.run(share -> run(share, 1), line -> {}));
        assertEquals(2, lost.models().get(0).results().size(), "not even its own settings went on");
        assertTrue(new TuningFiles(lost).settings().contains("# Nothing of toy-model: all draws failed"));
        Tuning broken = new Tuning(configuration(""), plan("broken", model, 1));
        List<String> stopped = broken.run(
                share -> {
                    try (ThreadExecutor executor = new ThreadExecutor(
                            (trial, folder, progress) -> {
                                throw new TrialFailedException("no room");
                            },
                            1)) {
                        return share.run().runModels(share.finished(), executor, new QuietListener());
                    }
                },
                line -> {});
        assertEquals(List.of("toy-model-draw-1 (seed 1): no room"), stopped);
    }

    @Test
    void aSpaceThatNoModelTakesIsRefusedBeforeAnythingIsTrained() {
        InvalidConfigException unknown = assertThrows(
                InvalidConfigException.class,
                () -> new Tuning(
                        configuration("toy-model.space.model.head.dropuot.uniform = [0, 0.5]"),
                        plan("none", List.of("toy-model"))));
        assertTrue(unknown.getMessage().contains("did you mean 'dropout'?"), unknown::getMessage);
        InvalidConfigException outside = assertThrows(
                InvalidConfigException.class,
                () -> new Tuning(
                        configuration("toy-model.space.model.head.dropout.uniform = [0, 1.5]"),
                        plan("none", List.of("toy-model"))));
        assertTrue(outside.getMessage().contains("dropout"), outside::getMessage);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Tuning(
                        configuration("toy-model.space.training.optimization"
                                + " { learning-rate = none, weight-decay = none }"),
                        plan("none", List.of("toy-model"))));
    }

    /** Texts of the last column are broken between words, all others are not. */
    private static void assertFitsInto80Columns(Table table) {
        int last = table.columns().size() - 1;
        int width = 0;
        for (int column = 0; column <= last; column++) {
            int place = column;
            width += (column == 0 ? 0 : 2)
                    + table.rows().stream()
                            .map(row -> row.get(place))
                            .flatMap(cell -> place == last ? Arrays.stream(cell.split(" ")) : Stream.of(cell))
                            .mapToInt(String::length)
                            .max()
                            .orElseThrow();
        }
        assertTrue(width <= 80, width + " columns: " + table.rows());
    }

    @Test
    void shippedModelsTakeAllOfTheirSpaces() throws Exception {
        Configuration shipped = Configuration.of(TuningTest.class.getClassLoader())
                .with(ConfigFactory.parseString("planted.data-set.folds { train = 64, valid = 16, test = 16 }"));
        List<String> models = List.of("derl", "tfn", "mult", "misa", "self-mm", "text-only", "late-fusion");
        TuningPlan plan = new TuningPlan(
                "planted", "tiny-bert", models, 3, 1, "cpu", Kernels.NATIVE, directory.resolve("none"), false);
        Tuning tuning = new Tuning(shipped, plan);
        assertEquals(5, tuning.space("derl").settings().size());
        assertFitsInto80Columns(new TuningTables(tuning).spaces());
        assertFalse(Files.exists(directory.resolve("none")));
    }
}
