package org.derl.bench.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.published.PublishedResult;
import org.derl.bench.published.PublishedResults;
import org.derl.bench.published.PublishedResults.PublishedText;
import org.derl.bench.published.ResultSource;
import org.derl.bench.table.TableFormat;
import org.derl.bench.trial.Trial;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

/** Trials whose predictions are all too high by a known number. */
class GapReportTest {

    private static final List<Double> LABELS = List.of(-2.0, 2.0, -2.0, 2.0, -2.0, 2.0, 0.0, 3.0);
    private static final List<String> ENCODERS = List.of("bert-fine-tuned", "small");

    private static Predictions off(double error) {
        return new Predictions(
                ids(LABELS.size()),
                LABELS,
                LABELS.stream().map(label -> label + error).toList());
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static ComparedData data(String family) {
        return new ComparedData(
                "CMU-MOSI",
                Task.SENTIMENT,
                3,
                new ComparedData.Samples(ids(8), ids(8), 0),
                new ComparedData.Samples(ids(8), ids(8), 0),
                true,
                List.of(),
                TrainingRecipe.EQUAL,
                new ComparedData.Copy(family, Map.of("text", 300, "audio", 5)),
                null,
                null);
    }

    /** Seeds whose test predictions have errors, and whose validation predictions have twice these. */
    private static StoredModel model(
            String family, String textEncoder, List<StoredModel.Course> courses, double... errors) {
        ComparedSystem system = new ComparedSystem(
                "misa",
                "MISA",
                textEncoder,
                OptionalLong.of(3),
                1.5,
                Arrays.stream(errors).mapToObj(error -> off(2 * error)).toList(),
                Arrays.stream(errors).mapToObj(GapReportTest::off).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LongStream.rangeClosed(1, errors.length)
                        .boxed()
                        .collect(Collectors.toMap(seed -> seed, seed -> "trial")));
        Trial request = new Trial(
                "misa", "mosi-words", textEncoder, 1, "cpu", ConfigFactory.parseString("misa.training.epochs = 7"));
        return new StoredModel(Path.of("runs/one"), data(family), system, request, courses);
    }

    private static StoredModel.Course course(int chosen, Double... errors) {
        return new StoredModel.Course(
                3,
                chosen,
                Arrays.stream(errors).map(error -> Map.of("mae", error)).toList());
    }

    private static PublishedResults published() {
        PublishedResult result = new PublishedResult(
                "mosi",
                "misa",
                "bert-fine-tuned",
                Map.of("mae", 0.3, "acc-2-unknown", 90.0, "f1-positive", 100.0, "acc-7", 80.0),
                "recalled",
                List.of("acc-7"));
        ResultSource paper = new ResultSource(
                "paper",
                "table of a paper",
                null,
                "test",
                Map.of("mosi", new ResultSource.KnownCopy(List.of(3, 8, 9), Map.of("audio", 74))),
                List.of(result));
        return new PublishedResults(
                Map.of("bert-fine-tuned", new PublishedText("BERT, fine-tuned", null)),
                new TreeMap<>(Map.of("a", paper)));
    }

    private static GapReport report(StoredModel model, StoredModel... others) {
        return GapReport.of(model, List.of(others), ENCODERS, published());
    }

    @Test
    void eachReadingIsComputedFromPredictions() {
        StoredModel ours = model("mosi", "small", List.of(course(3), course(2, 0.8, 0.75, 0.65)), 0.25, 0.75);
        GapReport report = report(ours, model("mosi", "bert-fine-tuned", List.of(course(1)), 0.3));
        assertEquals(
                """
                MISA: paper (table of a paper)

                what would be otherwise      MAE        Acc-2           F1   Acc-7
                ------------------------  ------  -----------  -----------  ------
                published                  0.300        90.0?      -/100.0   80.0*
                ours, mean of 2 seeds      0.500  100.0/100.0  100.0/100.0    56.3
                ours, 95 % from           -1.792  100.0/100.0  100.0/100.0  -408.4
                ours, 95 % to              2.792  100.0/100.0  100.0/100.0   508.4
                MAE, Corr: clipped         0.438
                positive or not, all                   87.5/-       87.3/-
                F1: macro                                      100.0/100.0
                F1: predicted weights                          100.0/100.0
                F1: micro, as Acc-2                            100.0/100.0
                Acc-7: not clipped                                            50.0
                validation split           1.000  100.0/100.0  100.0/100.0    56.3
                best seed, each metric     0.250  100.0/100.0  100.0/100.0   100.0
                worst seed, each metric    0.750  100.0/100.0  100.0/100.0    12.5
                seed that validates best   0.250  100.0/100.0  100.0/100.0   100.0
                mean prediction of seeds   0.500  100.0/100.0  100.0/100.0   100.0
                last epoch                 0.450
                bert-fine-tuned            0.300  100.0/100.0  100.0/100.0   100.0

                Of two values the first is negative against all others, the second negative against positive.
                MAE 0.300: ours is worse by 0.200, and it is inside our 95 % interval. Towards it: bert-fine-tuned 0.300 (all of the
                way); best seed, each metric 0.250 (beyond it); seed that validates best 0.250 (beyond it).
                Acc-2 90.0, of which nobody says against what: ours is better by 10.0, and it is outside of our 95 % interval. Towards
                it: positive or not, all 87.5 (beyond it).
                F1 100.0: ours is the same.
                Acc-7 80.0: ours is worse by 23.8, and it is inside our 95 % interval. Towards it: best seed, each metric 100.0 (beyond
                it); seed that validates best 100.0 (beyond it); mean prediction of seeds 100.0 (beyond it).
                Not the same was measured: text passes small, there BERT, fine-tuned; audio has 5 features, there 74; 3, 8 and 8
                samples, there 3, 8 and 9.
                *: recalled.
                """,
                TableFormat.TEXT.write(report.tables().get(0)));
        assertFalse(report.commands().keySet().stream().anyMatch(what -> what.startsWith("text encoder")));
        assertTrue(report.tables().get(0).rows().stream()
                .noneMatch(row -> row.get(0).startsWith("best epoch")));
    }

    @Test
    void whatNoTrialTellsIsListedWithTheCommandThatDoes() {
        Map<String, String> commands =
                report(model("mosi", "small", List.of(course(2)), 0.25)).commands();
        assertEquals(
                List.of(
                        "text encoder: BERT, fine-tuned",
                        "data: audio has 5 features, there 74; 3, 8 and 8 samples, there 3, 8 and 9",
                        "selection: the last epoch, and that best on test",
                        "settings: those that were published",
                        "seed: how far seeds differ"),
                List.copyOf(commands.keySet()));
        assertEquals(
                "./derl compare --data mosi-words --models misa --text-encoder bert-fine-tuned --seeds 1"
                        + " --set 'misa.training.epochs=7' --out runs/mosi-words-misa-bert-fine-tuned",
                commands.get("text encoder: BERT, fine-tuned"));
        assertEquals(
                "./derl compare --data mosi-words --models misa --text-encoder small --seeds 1"
                        + " --set misa.training.diagnose-selection=true --set 'misa.training.epochs=7' --out runs/mosi-words-misa-diagnosed",
                commands.get("selection: the last epoch, and that best on test"));
    }

    @Test
    void theBestEpochOnTestIsToldWhereAllTrialsWereDiagnosed() {
        GapReport report = report(
                model("mosi", "small", List.of(course(2, 0.5, 0.25, 0.4), course(2, 0.6, 0.75, 0.7)), 0.25, 0.75));
        String csv = TableFormat.CSV.write(report.plain());
        assertTrue(csv.contains("\ntable of a paper,last epoch,mae,0.55\n"), csv);
        assertTrue(csv.contains("\ntable of a paper,\"best epoch on test, each\",mae,0.425\n"), csv);
        assertFalse(report.commands().containsKey("selection: the last epoch, and that best on test"));
    }

    @Test
    void ofWhatNobodyPublishedThereIsNothingToExplain() {
        StoredModel planted = model("planted", "small", List.of(course(1)), 0.25);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> report(planted));
        assertTrue(
                refused.getMessage().contains("nothing is known that was published of misa on the family planted"),
                refused.getMessage());
    }
}
