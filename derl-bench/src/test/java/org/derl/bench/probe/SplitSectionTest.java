package org.derl.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedData.Samples;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class SplitSectionTest {

    private static final int SIZE = 120;

    private final Random random = new Random(3);

    private static List<String> ids(String name) {
        return IntStream.range(0, SIZE).mapToObj(i -> name + i).toList();
    }

    /** Labels about as far from zero as is said, so that a mean predictor of zero errs by that. */
    private List<Double> labels(double size) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> (i % 2 == 0 ? 1 : -1) * (size + 0.3 * random.nextGaussian()))
                .toList();
    }

    private Predictions erring(String name, List<Double> labels, double error) {
        List<Double> predictions = new ArrayList<>();
        labels.forEach(label -> predictions.add(label + error + 0.1 * random.nextGaussian()));
        return new Predictions(ids(name), labels, predictions);
    }

    private static Predictions mean(String name, List<Double> labels) {
        return new Predictions(
                ids(name), labels, labels.stream().map(label -> 0.0).toList());
    }

    private static ComparedSystem row(String name, Predictions validation, Predictions test) {
        return ComparedSystem.ofControl(name, name, "as-is", 0, List.of(validation), List.of(test), List.of());
    }

    /** By the sizes of labels and the errors of the model on validation and on test. */
    private String verdict(int groups, double labels, double ofTest, double error, double onTest) {
        List<Double> validation = labels(labels);
        List<Double> test = labels(ofTest);
        ComparedSystem model = row("model", erring("v", validation, error), erring("t", test, onTest));
        ComparedSystem mean = row("mean", mean("v", validation), mean("t", test));
        ComparedData data = new ComparedData(
                "made",
                new Task.Regression(-3, 3),
                SIZE,
                new Samples(
                        ids("v"),
                        IntStream.range(0, SIZE).mapToObj(i -> "g" + i % groups).toList(),
                        0),
                new Samples(ids("t"), ids("t"), 0),
                false,
                List.of(),
                null,
                null,
                null,
                null);
        List<String> verdicts =
                SplitSection.of(model, "text-only", List.of(mean, model), data).verdicts();
        assertEquals(1, verdicts.size(), verdicts::toString);
        return verdicts.get(0);
    }

    @Test
    void labelsThatAreEasierOnTestExcuseNoLargerError() {
        String verdict = verdict(SIZE, 1.4, 1.2, 0.5, 0.9);
        assertTrue(verdict.contains("That the labels are a reason is not shown"), verdict);
        assertTrue(verdict.contains("do not choose by it"), verdict);
    }

    @Test
    void labelsAreTheReasonWhereTheModelDiffersByNoMore() {
        String verdict = verdict(SIZE, 1, 1.5, 0.5, 0.8);
        assertTrue(verdict.contains("The labels are the reason"), verdict);
        assertFalse(verdict.contains("do not choose by it"), verdict);
    }

    @Test
    void labelsAreAPartOfTheReasonWhereTheModelDiffersByMore() {
        String verdict = verdict(SIZE, 1, 1.2, 0.5, 1.3);
        assertTrue(verdict.contains("The labels are a part of the reason"), verdict);
        assertTrue(verdict.contains("do not choose by it"), verdict);
    }

    @Test
    void chanceAndFewGroupsShowNoDifference() {
        assertTrue(verdict(SIZE, 1, 1, 0.5, 0.5).startsWith("No difference shown: "));
        assertTrue(verdict(1, 1, 1, 0.5, 0.9).startsWith("Not judged: "));
    }
}
