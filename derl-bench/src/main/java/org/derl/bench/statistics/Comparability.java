package org.derl.bench.statistics;

import java.util.List;
import java.util.stream.Stream;
import org.derl.eval.Predictions;

/** Checks that predictions can be compared sample by sample. */
final class Comparability {

    private Comparability() {}

    static void check(List<Predictions> one, List<Predictions> other) {
        if (one.isEmpty() || other.isEmpty()) {
            throw new IllegalArgumentException("each of the two systems needs the predictions of at least one seed");
        }
        Predictions first = one.get(0);
        if (first.size() == 0) {
            throw new IllegalArgumentException("there are no samples to compare two systems on");
        }
        Stream.of(one, other).flatMap(List::stream).forEach(predictions -> {
            checkSamples(first, predictions);
            checkFinite(predictions);
        });
    }

    private static void checkSamples(Predictions first, Predictions predictions) {
        if (first.size() != predictions.size()) {
            throw new IllegalArgumentException("predictions of " + first.size() + " and of " + predictions.size()
                    + " samples cannot be paired; take those of one split");
        }
        for (int row = 0; row < first.size(); row++) {
            String expected = describe(first, row);
            String found = describe(predictions, row);
            if (!expected.equals(found)) {
                throw new IllegalArgumentException("sample " + (row + 1) + " is " + expected + " here and " + found
                        + " there; predictions must be of the same samples in the same order");
            }
        }
    }

    private static void checkFinite(Predictions predictions) {
        for (int row = 0; row < predictions.size(); row++) {
            double prediction = predictions.predictions().get(row);
            if (!Double.isFinite(prediction)) {
                throw new IllegalArgumentException("the prediction of sample '"
                        + predictions.ids().get(row) + "' is " + prediction
                        + "; leave this seed out, or train it again");
            }
        }
    }

    private static String describe(Predictions predictions, int row) {
        return "'" + predictions.ids().get(row) + "' with label "
                + predictions.labels().get(row);
    }
}
