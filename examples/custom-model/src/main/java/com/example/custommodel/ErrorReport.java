package com.example.custommodel;

import java.util.List;
import java.util.Locale;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** A metric of one's own, a table, and the statistics of a difference, of predictions from wherever they come. */
public final class ErrorReport {

    private ErrorReport() {}

    /** The largest absolute error: the smaller the better, and no share of samples. */
    static final class LargestError implements Metric {

        @Override
        public double of(Predictions predictions) {
            double largest = 0;
            for (int i = 0; i < predictions.labels().size(); i++) {
                largest = Math.max(
                        largest,
                        Math.abs(predictions.predictions().get(i)
                                - predictions.labels().get(i)));
            }
            return largest;
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }

    /**
     * Compares two systems.
     *
     * @param one the predictions of each seed of one
     * @param other those of the other, of the same samples
     * @return a table as Markdown
     */
    static String compare(List<Predictions> one, List<Predictions> other) {
        Interval difference =
                PairedBootstrap.difference(one, other, SentimentMetrics.MAE.metric(), Resampling.ofSamples());
        return TableFormat.MARKDOWN.write(new Table(
                "Two systems",
                List.of(Column.left("system"), Column.right("MAE"), Column.right("largest error")),
                List.of(row("one", one), row("other", other)),
                List.of(String.format(
                        Locale.ROOT,
                        "MAE of one minus that of the other: %+.3f, 95 %% interval [%+.3f, %+.3f].",
                        difference.estimate(),
                        difference.low(),
                        difference.high()))));
    }

    private static List<String> row(String name, List<Predictions> seeds) {
        return List.of(name, mean(SentimentMetrics.MAE.metric(), seeds), mean(new LargestError(), seeds));
    }

    private static String mean(Metric metric, List<Predictions> seeds) {
        return MeanAndDeviation.of(seeds.stream().map(metric::of).toList()).format(3);
    }
}
