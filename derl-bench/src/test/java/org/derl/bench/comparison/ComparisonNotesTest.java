package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.derl.bench.table.TableFormat;
import org.derl.bench.toy.ToyPlugin;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

/** What a table says of rows that would mislead by their numbers alone. */
class ComparisonNotesTest {

    private static final ComparedData DATA = ComparedData.of("Toy", ToyPlugin.dataSet(96));
    private static final List<Double> LABELS = List.of(-2.0, 1.0, 3.0);

    private static Predictions predictions(double... values) {
        return new Predictions(List.of("a", "b", "c"), LABELS, List.of(values[0], values[1], values[2]));
    }

    private static ComparedSystem model(String name, List<Predictions> test, String... failures) {
        return diagnosed(name, test, List.of(), failures);
    }

    private static ComparedSystem diagnosed(
            String name, List<Predictions> test, List<Double> selectionCosts, String... failures) {
        return new ComparedSystem(
                name,
                name.toUpperCase(java.util.Locale.ROOT),
                "as-is",
                OptionalLong.of(3),
                1.5,
                test,
                test,
                List.of(),
                List.of(),
                selectionCosts,
                List.of(failures),
                selectionCosts.isEmpty() ? Map.of() : Map.of(1L, "one", 2L, "two"));
    }

    /** Which no seed changes. */
    private static ComparedSystem control(String title, Predictions test) {
        return ComparedSystem.ofControl("mean", title, "-", 1, List.of(test), List.of(test), List.of());
    }

    private static String table(ComparedSystem... systems) {
        ComparisonTables tables = new ComparisonTables(DATA, List.of(systems), "one", SplitName.TEST, List.of());
        return TableFormat.TEXT.write(tables.errors()) + TableFormat.TEXT.write(tables.accuracies());
    }

    @Test
    void whatChoosingOnTestWouldHaveGainedIsSaidWhereAllTrialsTell() {
        List<Predictions> two = List.of(predictions(-1, 0, 1), predictions(-1, 0, 2));
        ComparedSystem whole = diagnosed("one", two, List.of(0.25, 0.5));
        ComparedSystem other =
                diagnosed("two", List.of(predictions(1, 2, 3), predictions(3, 2, 1)), List.of(0.0, 0.001));
        String table = table(whole, other).replaceAll("\\s+", " ");
        assertTrue(
                table.contains(
                        "Diagnostic only: had each epoch been chosen on the test split, by the metric that selects it,"
                                + " the mean MAE there would have been lower by 0.3750 (ONE), 0.0005 (TWO); this is"
                                + " no result."),
                table);
        String part = table(whole, diagnosed("two", two, List.of(0.25))).replaceAll("\\s+", " ");
        assertFalse(part.contains("Diagnostic only"), part);
        assertTrue(part.contains("Of 4 trials, 3 diagnose the choice of the epoch, which is"), part);
        assertFalse(table(model("one", two)).contains("iagnos"));
    }

    @Test
    void rowsWithTheSamePredictionsAreNamed() {
        List<Predictions> same = List.of(predictions(-1, 0, 1), predictions(-1, 0, 2));
        String table = table(
                model("one", same),
                model("two", List.of(same.get(0), same.get(1))),
                model("three", List.of(same.get(0), predictions(-1, 0, 2.0000001))));
        assertTrue(
                table.contains(
                        "\nThe same predictions, bit by bit: ONE; TWO. What tells them apart has no effect here.\n"),
                table);
        assertFalse(table(model("one", same), model("three", List.of(same.get(1), same.get(0))))
                .contains("bit by bit"));
    }

    @Test
    void aRowOfFewerSeedsThanWereAskedForSaysSo() {
        Predictions good = predictions(-2, 1, 2.9);
        String table = table(
                model("one", List.of(good, predictions(-2, 1, 2.8), good)),
                model("two", List.of(good, predictions(-2, 1, 2.7)), "two (seed 2): it broke"),
                model(
                        "three",
                        List.of(),
                        "three (seed 1): it broke",
                        "three (seed 2): it broke",
                        "three (seed 3): no"));
        assertTrue(table.contains("over 3 seeds\n"), table);
        assertTrue(table.contains(" 0.067 ± 0.047 (2 of 3) "), table);
        assertTrue(table.lines().filter(line -> line.contains("(2 of 3)")).count() == 2, table);
        assertTrue(table.matches("(?s).*\nTHREE +as-is +failed +failed .*"), table);
        assertFalse(table.contains("of 3)\nTHREE"), table);
        assertTrue(table.contains("\ntwo (seed 2): it broke\n"), table);
    }

    @Test
    void onlyFailuresLeaveTheCaptionItsNumberOfSeeds() {
        Predictions good = predictions(-2, 1, 2.9);
        String table = table(model("one", List.of(good), "one (seed 1): it broke"));
        assertTrue(table.contains("over 2 seeds\n"), table);
        assertTrue(table.contains("(1 of 2)"), table);
    }

    @Test
    void aModelThatPredictsOneNumberIsMarked() {
        Predictions good = predictions(-2, 1, 2.9);
        String table = table(
                control("mean predictor", predictions(0.7, 0.7, 0.7)),
                model("one", List.of(good, good)),
                model("two", List.of(good, predictions(0.5, 0.501, 0.502))));
        assertTrue(
                table.lines()
                                .filter(line -> line.startsWith("TWO (collapsed) "))
                                .count()
                        == 2,
                table);
        assertTrue(table.contains("\nTWO has collapsed: with 1 of 2 seeds it predicts one number for all"), table);
        assertTrue(table.contains("\nmean predictor  "), table);
        assertFalse(table.contains("ONE (collapsed)") || table.contains("mean predictor (collapsed)"), table);
        assertFalse(table.contains("mean predictor has collapsed"), table);
    }

    @Test
    void theIntervalSaysWhatItCovers() {
        Predictions good = predictions(-2, 1, 2.9);
        Predictions other = predictions(-2, 1, 2);
        String two = table(model("one", List.of(good, other)), model("two", List.of(other, good)));
        assertTrue(two.contains("bootstrap over seeds and test samples (whole groups where"), two);
        assertFalse(two.contains("how far seeds differ is not in it"), two);
        String single = table(model("one", List.of(good)), model("two", List.of(other)));
        assertTrue(single.contains("how far seeds differ is not in it"), single);
    }
}
