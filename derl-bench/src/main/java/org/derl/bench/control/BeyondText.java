package org.derl.bench.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.derl.data.Modality;
import org.derl.data.Schema;

/**
 * What modalities beside text tell of what a ridge regression on text leaves over: its residuals, on which a second
 * regression is fitted. Where that finds nothing, a model has little to gain from fusion, as far as linear ones show.
 *
 * @param correlation between the residuals of samples to which neither is fitted, and what the second one says of them;
 *     not a number where it says the same of all. On the validation split, which chooses both penalties, it flatters
 * @param chance how far from zero it is by chance alone, in 95 of 100 cases where samples are independent. Those of one
 *     video are alike, so that chance reaches further there
 * @param others what is not text, as messages name it
 */
public record BeyondText(double correlation, double chance, String others) {

    private static final double TWO_SIDED_95 = 1.96;

    /** Features and labels of a split: (samples, features) and (samples). */
    public static final class Labeled {

        private final double[][] features;
        private final double[] labels;

        /**
         * @param features (samples, features)
         * @param labels (samples)
         */
        public Labeled(double[][] features, double[] labels) {
            this.features = features;
            this.labels = labels;
        }
    }

    /** Whether a data set has text and something beside it. */
    public static boolean isAskable(Schema schema) {
        return schema.inputs().has(Modality.TEXT)
                && schema.inputs().modalities().size() > 1;
    }

    /**
     * Fits both regressions.
     *
     * @param validation chooses both penalties
     * @param measured what the correlation is of
     */
    public static BeyondText of(Schema schema, Labeled training, Labeled validation, Labeled measured) {
        Columns columns = new Columns(schema, training.features[0].length);
        LinearPredictor text = fit(columns.text(training), columns.text(validation));
        LinearPredictor others = fit(columns.residuals(training, text), columns.residuals(validation, text));
        Labeled measuredLeft = columns.residuals(measured, text);
        double correlation =
                new PearsonsCorrelation().correlation(others.predict(measuredLeft.features), measuredLeft.labels);
        return new BeyondText(
                correlation,
                TWO_SIDED_95 / Math.sqrt(measuredLeft.labels.length),
                String.join(
                        " and ",
                        schema.inputs().modalities().stream()
                                .filter(modality -> !modality.equals(Modality.TEXT))
                                .map(Modality::name)
                                .toList()));
    }

    /** A clause for readers. */
    public String clause() {
        String found = Double.isNaN(correlation)
                ? "nothing at all"
                : String.format(
                        Locale.ROOT,
                        "a correlation of %.3f with it (within ±%.3f by chance, were samples independent)",
                        correlation,
                        chance);
        return "of what such a regression on text alone leaves over, one on " + others + " finds " + found;
    }

    private static LinearPredictor fit(Labeled training, Labeled validation) {
        return RidgeRegression.fit(
                        training.features,
                        training.labels,
                        validation.features,
                        validation.labels,
                        RidgeRegression.PENALTIES)
                .predictor();
    }

    /** Which columns are text, and which are not. */
    private static final class Columns {

        private final int[] text;
        private final int[] others;

        Columns(Schema schema, int width) {
            IntPredicate isText =
                    column -> MeanFeatures.modality(schema, column).equals(Modality.TEXT);
            this.text = IntStream.range(0, width).filter(isText).toArray();
            this.others = IntStream.range(0, width).filter(isText.negate()).toArray();
        }

        Labeled text(Labeled samples) {
            return new Labeled(only(samples.features, text), samples.labels);
        }

        /** The features that are not text, with what a predictor from text leaves of the labels. */
        Labeled residuals(Labeled samples, LinearPredictor predictor) {
            double[] said = predictor.predict(only(samples.features, text));
            double[] left = IntStream.range(0, said.length)
                    .mapToDouble(row -> samples.labels[row] - said[row])
                    .toArray();
            return new Labeled(only(samples.features, others), left);
        }

        private static double[][] only(double[][] features, int[] kept) {
            return Arrays.stream(features)
                    .map(row -> Arrays.stream(kept)
                            .mapToDouble(column -> row[column])
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
