package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.text.Words;
import org.derl.data.Modality;

/** Finds NaN and infinite numbers among features. */
public final class NonFiniteValues implements Examination {

    private static final String AUDIO_ADVICE =
            "Known of MMSA's and MulT's files, whose loaders put 0 in its place. An import does what its policy says.";
    private static final String INFINITY_ADVICE =
            "No published loader mends this: one such number makes every loss NaN. Extract the sample again, or leave"
                    + " it out.";
    private static final String NAN_ADVICE =
            "One NaN makes every loss NaN. MMSA's loader puts 0 in its place only where it takes means over time; have"
                    + " the import do so, or extract the sample again.";

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            examined.of(split).forEach((modality, statistics) -> {
                Place place = Place.modality(split.name(), modality.name());
                boolean audio = modality.equals(Modality.AUDIO);
                Count nan = new Count("NaN", statistics.columns(), ColumnSummary::nan, place);
                Count negative = new Count("-inf", statistics.columns(), ColumnSummary::negativeInfinities, place);
                Count positive = new Count("+inf", statistics.columns(), ColumnSummary::positiveInfinities, place);
                List<String> ids = Examined.ids(split, statistics.nanSamples());
                nan.add(findings, Severity.WARNING, "nan", ids, NAN_ADVICE);
                ids = Examined.ids(split, statistics.negativeInfinitySamples());
                negative.add(
                        findings,
                        audio ? Severity.NOTE : Severity.ERROR,
                        "negative-infinity",
                        ids,
                        audio ? AUDIO_ADVICE : INFINITY_ADVICE);
                ids = Examined.ids(split, statistics.positiveInfinitySamples());
                positive.add(findings, Severity.ERROR, "positive-infinity", ids, INFINITY_ADVICE);
            });
        }
        return findings;
    }

    /** How often one kind of number stands in columns. */
    private record Count(String name, List<ColumnSummary> columns, ToLongFunction<ColumnSummary> count, Place place) {

        void add(List<Finding> findings, Severity severity, String kind, List<String> ids, String advice) {
            long all = columns.stream().mapToLong(count).sum();
            if (all == 0) {
                return;
            }
            List<Integer> those = IntStream.range(0, columns.size())
                    .filter(column -> count.applyAsLong(columns.get(column)) > 0)
                    .boxed()
                    .toList();
            findings.add(new Finding(
                    severity,
                    kind,
                    place.columns(those).samples(ids),
                    String.format(
                            Locale.ROOT,
                            "%,d %s in %s and %s",
                            all,
                            name,
                            Words.count(ids.size(), "sample"),
                            Words.count(those.size(), "column")),
                    advice));
        }
    }
}
