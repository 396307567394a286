package org.derl.bench.predict;

import java.util.List;
import org.derl.data.Task;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The words for the classes of a range of labels: those of CMU-MOSI's annotation for [-3, 3], those of Acc-5 of CH-SIMS
 * for [-1, 1], the two sides of a threshold where one was told. Other ranges have no words.
 */
record ClassWords(Task.Regression task) {

    private static final List<String> SEVEN = List.of(
            "highly negative",
            "negative",
            "weakly negative",
            "neutral",
            "weakly positive",
            "positive",
            "highly positive");

    private static final List<String> FIVE =
            List.of("negative", "weakly negative", "neutral", "weakly positive", "positive");

    /** The upper ends of all classes of {@link #FIVE} but the last. */
    private static final List<Float> ENDS = List.of(-0.7f, -0.1f, 0.1f, 0.7f);

    /** The word for a prediction; null where the range has none. */
    @Nullable
    String of(double prediction) {
        Double threshold = task.threshold();
        if (threshold != null) {
            return (prediction >= threshold ? "from " : "below ") + Quantity.number(threshold);
        } else if (isRange(3)) {
            return SEVEN.get((int) Math.rint(Math.max(-3, Math.min(3, prediction))) + 3);
        } else if (isRange(1)) {
            return FIVE.get(
                    (int) ENDS.stream().filter(end -> end < (float) prediction).count());
        }
        return null;
    }

    /** How the class follows from the score, as a note; empty where the word says it, or there is none. */
    String rule() {
        if (task.threshold() != null) {
            return "";
        } else if (isRange(3)) {
            return "class: the nearest whole number of -3 ... 3.";
        }
        return isRange(1) ? "class: up to -0.7, -0.1, 0.1, 0.7, and above." : "";
    }

    private boolean isRange(int end) {
        return task.lowest() == -end && task.highest() == end;
    }
}
