package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Experiments;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.table.TableFormat;
import org.derl.bench.trial.InProcess;
import org.derl.data.SplitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen is chosen on the validation split, and looks at the test split are counted. */
class SearchTest {

    private static final ClassLoader LOADER = SearchTest.class.getClassLoader();
    private static final TrialListener SILENT = new TrialListener() {};

    @TempDir
    Path directory;

    private ExperimentRun experiment(SplitName split) throws IOException {
        return experiment(split, 1);
    }

    private ExperimentRun experiment(SplitName split, int epochs) throws IOException {
        return new ExperimentRun(
                LOADER,
                new Experiment(
                        "toy",
                        "as-is",
                        List.of("toy-model"),
                        "toy-model",
                        List.of(1L),
                        "cpu",
                        split,
                        ConfigFactory.parseString("toy-model.training.epochs = " + epochs),
                        directory));
    }

    private List<ComparedSystem> run(SplitName split) throws Exception {
        ExperimentRun run = experiment(split);
        return run.run(run.earlier().same(), new ThreadExecutor(new InProcess(LOADER), 1), SILENT);
    }

    @Test
    void aSearchLeavesTheTestSplitAlone() throws Exception {
        List<ComparedSystem> search = run(SplitName.VALIDATION);
        Path test = directory.resolve("toy-model/seed-1/test.csv");
        assertFalse(Files.exists(test));
        assertEquals(
                List.of(0, 0, 0),
                search.stream().map(system -> system.on(SplitName.TEST).size()).toList());
        assertEquals(1, experiment(SplitName.VALIDATION).earlier().same().size());
        assertEquals(0, experiment(SplitName.TEST).earlier().same().size());
        assertEquals(1, experiment(SplitName.TEST).earlier().anew().size());
        EarlierTrials others = experiment(SplitName.TEST, 2).earlier();
        assertEquals(1, others.others().size(), "what was made with something else is not replaced unasked");
        assertEquals(1, others.othersWithoutTest());

        List<ComparedSystem> comparison = run(SplitName.TEST);
        assertTrue(Files.exists(test));
        assertEquals(
                search.get(2).on(SplitName.VALIDATION),
                comparison.get(2).on(SplitName.VALIDATION),
                "the test split changes nothing");
        assertEquals(1, experiment(SplitName.VALIDATION).earlier().same().size());
        assertLooksAreCounted(comparison);
        String table = TableFormat.TEXT.write(new ComparisonTables(
                        ComparedData.of("Toy", experiment(SplitName.TEST).data()),
                        search,
                        "toy-model",
                        SplitName.VALIDATION,
                        List.of())
                .errors());
        assertTrue(table.contains("Toy, validation split (96 training"), table);
    }

    private void assertLooksAreCounted(List<ComparedSystem> seen) throws IOException {
        TestLooks looks = TestLooks.of(directory, Clock.systemUTC());
        assertTrue(
                looks.add(seen).startsWith("The test split was looked at once in this folder (looks-at-test.csv); "));
        assertTrue(TestLooks.of(directory, Clock.systemUTC()).add(seen).contains(" once "), "the same table again");
        List<String> lines = Files.readAllLines(directory.resolve("looks-at-test.csv"));
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).matches("20.*Z,toy-model x 1,[0-9a-f]{16}"), lines.get(1));
    }

    @Test
    void aTableOfTestPredictionsMissesThoseOfATrialThatWasMadeAnewWithout() throws Exception {
        StoredComparison stored = StoredComparison.of(
                ComparedData.of("Toy", experiment(SplitName.TEST).data()),
                run(SplitName.TEST),
                "toy-model",
                SplitName.TEST,
                List.of());
        assertEquals(List.of(), stored.systems(directory).get(2).failures());
        experiment(SplitName.VALIDATION).run(new ThreadExecutor(new InProcess(LOADER), 1), SILENT);
        ComparedSystem model = stored.systems(directory).get(2);
        assertEquals(
                List.of("toy-model (seed 1): it was made anew since, up to the validation split; the same derl compare"
                        + " goes on to test"),
                model.failures());
        assertEquals(List.of(), model.on(SplitName.TEST));
        assertEquals(1, model.asked(SplitName.TEST));
    }

    @Test
    void experimentsSayTheirSplit() {
        Experiments experiments = Configuration.of(LOADER).make(Experiments.class);
        for (String name : experiments.names()) {
            Config comparison = experiments.comparison(name, List.of());
            boolean search = List.of("rates", "samplers", "toy-search").contains(name);
            boolean validates =
                    comparison.hasPath("split") && comparison.getString("split").equals("validation");
            assertEquals(search, validates, name);
        }
    }
}
