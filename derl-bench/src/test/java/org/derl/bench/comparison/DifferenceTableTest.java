package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.statistics.DrawnDifferences;
import org.derl.bench.statistics.PracticalEquality;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.bench.toy.ToyPlugin;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class DifferenceTableTest {

    private static final ComparedData DATA = ComparedData.of("Toy", ToyPlugin.dataSet(96));
    private static final List<Double> LABELS = List.of(-2.0, -2.0, 2.0, 3.0);

    /** A system whose predictions are all too high by a number that belongs to a seed. */
    private static ComparedSystem system(String name, double... errors) {
        return system(
                name,
                Arrays.stream(errors)
                        .mapToObj(error ->
                                LABELS.stream().map(label -> label + error).toList())
                        .toList());
    }

    /** A system of five seeds that predicts the same for all samples. */
    private static ComparedSystem constant(String name) {
        return system(name, Collections.nCopies(5, Collections.nCopies(LABELS.size(), 1.0)));
    }

    private static ComparedSystem system(String name, List<List<Double>> predictions) {
        List<Predictions> seeds = predictions.stream()
                .map(seed -> new Predictions(List.of("a", "b", "c", "d"), LABELS, seed))
                .toList();
        return PredictedSystem.of(name, name, "as-is", seeds);
    }

    private static List<Table> tables(ComparedData data, ComparedSystem... systems) {
        return new ComparisonTables(data, List.of(systems), "one", SplitName.TEST, List.of()).all();
    }

    @Test
    void differencesAreJudgedInATableOfTheirOwn() {
        List<Table> tables = tables(
                DATA.telling(new PracticalEquality(0.01, 0.01)),
                system("one", 0.5, 0.5, 0.5, 0.5, 0.5),
                system("near", 0.5078125),
                system("far", 1, 1),
                system("blind", 2.5, 2.5, 0.5));
        assertEquals(3, tables.size());
        assertEquals(
                """
                Differences to one, in % of draws

                                                    Acc-2
                                           (neg/non-neg):
                       MAE: better               better /         seeds
                         / equal /     p,         equal /     p,  for a
                model        worse   Holm           worse   Holm  point
                -----  -----------  -----  --------------  -----  -----
                one              -      -               -      -      2
                near   0 / 100 / 0  0.001     0 / 100 / 0  1.000      -
                far    0 / 0 / 100  0.001     0 / 100 / 0  1.000      2
                blind  25 / 0 / 75  0.510     24 / 6 / 70  1.000  13083

                Equal: by less than 0.01 of MAE and 1 point of Acc-2 (neg/non-neg). In % of 10,000 draws of seeds and samples; p:
                two-sided, of the same draws, by Holm over the column.
                Groups of models that cannot be told apart need 5 seeds of each.
                Seeds for a point: so many of each of two models show a difference of one point of Acc-2 (neg/non-neg) in four of five
                cases, where seeds of both deviate as those of the row do.
                """,
                TableFormat.TEXT.write(tables.get(2)));
    }

    @Test
    void rowsThatCannotBeToldApartShareALetterWithinEightyColumns() {
        Table table = tables(
                        DATA.telling(new PracticalEquality(0.01, 0.01)),
                        system("mean predictor", 2.5, 2.5, 2.5, 2.5, 2.5),
                        system("one", 0.5, 0.5, 0.5, 0.5, 0.5),
                        system("two", 0.25, 0.75, 0.5, 0.5, 0.5),
                        system("few", 0.5, 0.5),
                        system("far", 1, 1, 1, 1, 1))
                .get(2);
        assertEquals("group", table.columns().get(3).heading());
        assertEquals(
                List.of("c", "a", "a", "-", "b"),
                table.rows().stream().map(row -> row.get(3)).toList());
        String text = TableFormat.TEXT.write(table);
        assertTrue(
                text.lines().takeWhile(line -> !line.startsWith("Equal")).allMatch(line -> line.length() <= 80), text);
        assertTrue(text.replace('\n', ' ').contains("Models of fewer than 5 seeds have none."), text);
    }

    @Test
    void whereAMetricIsUndefinedInAllGroupedRowsThereAreNoLetters() {
        PracticalEquality equality = new PracticalEquality(0.01, 0.01);
        ComparedSystem one = constant("one");
        ComparedSystem two = constant("two");
        DrawnDifferences differences = new DrawnDifferences(
                List.of(two.on(SplitName.TEST)),
                one.on(SplitName.TEST),
                List.of(SentimentMetrics.CORR.metric()),
                Resampling.ofSamples());
        Table table = new DifferenceTable(
                        List.of(one, two), List.of(SentimentMetrics.CORR), differences, equality, SplitName.TEST)
                .table(one);
        assertEquals(
                List.of(List.of("one", "-", "-", "-"), List.of("two", "undefined", "undefined", "-")), table.rows());
    }

    @Test
    void fewSeedsTellNoSmallProbability() {
        PracticalEquality equality = new PracticalEquality(0.01, 0.01);
        assertEquals(
                List.of("< 0.05", "-"),
                Stream.of(system("one", 0.5, 0.5), system("one", 0.5))
                        .map(one -> tables(DATA.telling(equality), one, system("far", 1, 1)))
                        .map(tables -> tables.get(2).rows().get(1).get(2))
                        .toList());
    }

    @Test
    void whereNothingSaysWhatIsEqualOrNobodyDiffersThereIsNone() {
        assertEquals(2, tables(DATA, system("one", 0.5), system("far", 1)).size());
        ComparedData telling = DATA.telling(new PracticalEquality(0.01, 0.01));
        assertEquals(2, tables(telling, system("one", 0.5)).size());
        assertEquals(2, tables(telling, system("far", 0.5)).size());
        assertEquals(
                List.of(2, 3),
                Stream.of(tables(telling, system("one")), tables(telling, system("one", 1), system("far", 2)))
                        .map(List::size)
                        .toList());
    }
}
