package org.derl.bench.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.PredictedSystem;
import org.derl.bench.published.PublishedResults.PublishedText;
import org.derl.bench.statistics.Interval;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishedTablesTest {

    private static final Map<String, PublishedText> TEXTS = Map.of(
            "bert-frozen", new PublishedText("BERT, frozen", 768),
            "bert-fine-tuned", new PublishedText("BERT, fine-tuned", null));
    private static final Map<String, Integer> SIZES = Map.of("text", 768, "audio", 5, "vision", 20);

    @Test
    void aVerdictIsByWhereTheIntervalLies() {
        Interval ours = new Interval(0.7, 0.6, 0.8);
        assertEquals(Verdict.REPRODUCED, Verdict.of(ours, 0.6, false));
        assertEquals(Verdict.BETTER, Verdict.of(ours, 0.81, false));
        assertEquals(Verdict.WORSE, Verdict.of(ours, 0.59, false));
        assertEquals(Verdict.BETTER, Verdict.of(ours, 0.59, true));
        assertEquals(Verdict.WORSE, Verdict.of(ours, 0.81, true));
        assertEquals(Verdict.NOT_COMPARABLE, Verdict.of(new Interval(0.7, Double.NaN, Double.NaN), 0.7, true));
    }

    /** Each prediction is off by 0.5, so that every draw gives an MAE of 0.5, and an Acc-2 of 100 %. */
    @Test
    void ourMeanStandsAboveWhatWasPublishedAndEachReasonOnce() {
        assertEquals(
                """
                Published values beside ours, CMU-MOSI, test split

                published                             Acc-2
                values              MAE     Corr  (neg/pos)
                -------------  --------  -------  ---------
                MISA: ours      0.500    1.000      100.0
                MISA: toolbox   0.500 =      -       90.0 +
                MISA: paper     0.600    0.700          -
                MULT: ours      0.500    1.000      100.0
                MULT: toolbox  0.400* -      -       90.0 ?
                MULT: paper     0.600        -          -

                =: reproduced, inside our 95 % interval for the mean over seeds and test samples; +: ours is better; -: ours is worse.
                Where we have one seed, how far seeds differ is not in it.
                ?: not comparable because nobody says whether negative is against positive or all others.
                *: recalled (toolbox (MULT)).
                Not comparable because text passes as-is, there BERT, fine-tuned: paper (MISA).
                Not comparable because audio has 5 features, there 74: paper.
                Not comparable because 3, 2 and 8 samples, there 3, 2 and 9: paper.
                Published means are over 5 seeds (toolbox); over how many elsewhere nobody says.
                """,
                TableFormat.TEXT
                        .write(tables().table())
                        .lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void aLineForProgramsSaysAllOfAValue() {
        String csv = TableFormat.CSV.write(tables().plain());
        assertEquals(1 + 7, csv.lines().count(), csv);
        assertTrue(
                csv.contains(
                        "\nmisa,table of a toolbox,\"BERT, frozen\",5,acc-2-positive,90.0,100.0,100.0,100.0,better,\n"),
                csv);
        assertTrue(csv.contains(",mae,0.6,0.5,,,not comparable,\"text passes as-is, there"), csv);
        assertTrue(csv.contains(",acc-2-unknown,90.0,,,,not comparable,nobody says whether"), csv);
    }

    private static PublishedTables tables() {
        ResultSource toolbox = source(
                "toolbox",
                5,
                new ResultSource.KnownCopy(List.of(3, 2, 8), Map.of("audio", 5)),
                new PublishedResult(
                        "mosi", "misa", "bert-frozen", Map.of("mae", 0.5, "acc-2-positive", 90.0), null, null),
                new PublishedResult(
                        "mosi",
                        "mult",
                        "bert-frozen",
                        Map.of("mae", 0.4, "acc-2-unknown", 90.0),
                        "recalled",
                        List.of("mae")));
        ResultSource paper = source(
                "paper",
                null,
                new ResultSource.KnownCopy(List.of(3, 2, 9), Map.of("audio", 74)),
                new PublishedResult("mosi", "misa", "bert-fine-tuned", Map.of("mae", 0.6, "corr", 0.7), null, null),
                new PublishedResult("mosi", "mult", "bert-frozen", Map.of("mae", 0.6), null, null),
                new PublishedResult("mosei", "mult", "bert-frozen", Map.of("mae", 0.7), null, null));
        return PublishedTables.of(
                        data("mosi"),
                        List.of(system("misa", "as-is"), system("mult", "bert-frozen"), system("mine", "as-is")),
                        SplitName.TEST,
                        new PublishedResults(TEXTS, new TreeMap<>(Map.of("a", toolbox, "b", paper))))
                .orElseThrow();
    }

    private static ResultSource source(
            String title, @Nullable Integer seeds, ResultSource.KnownCopy copy, PublishedResult... results) {
        return new ResultSource(title, "table of a " + title, seeds, "test", Map.of("mosi", copy), List.of(results));
    }

    private static ComparedData data(String family) {
        return new ComparedData(
                "CMU-MOSI",
                Task.SENTIMENT,
                3,
                samples(2),
                samples(8),
                true,
                List.of(),
                null,
                new ComparedData.Copy(family, SIZES),
                null,
                null);
    }

    private static ComparedData.Samples samples(int count) {
        return new ComparedData.Samples(ids(count), ids(count), 0);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static ComparedSystem system(String name, String textEncoder) {
        List<Double> labels = List.of(-2.0, 2.0, -2.0, 2.0, -2.0, 2.0, -2.0, 2.0);
        List<Double> predictions = labels.stream().map(label -> label + 0.5).toList();
        List<Predictions> seeds = List.of(new Predictions(ids(8), labels, predictions));
        return PredictedSystem.of(name, name.toUpperCase(Locale.ROOT), textEncoder, seeds);
    }

    @Test
    void otherDataAndOtherSplitsHaveNone() {
        List<ComparedSystem> systems = List.of(system("derl", "bert-fine-tuned"));
        assertTrue(PublishedTables.of(data("mosi"), systems, SplitName.TEST).isPresent());
        assertEquals(Optional.empty(), PublishedTables.of(data("mosi"), systems, SplitName.VALIDATION));
        assertEquals(Optional.empty(), PublishedTables.of(data("planted"), systems, SplitName.TEST));
        assertEquals(
                Optional.empty(), PublishedTables.of(data("mosi"), List.of(system("mine", "as-is")), SplitName.TEST));
        assertFalse(PublishedTables.of(data("mosei"), systems, SplitName.TEST)
                .orElseThrow()
                .table()
                .notes()
                .isEmpty());
    }
}
