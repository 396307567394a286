package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
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
        for (Modality modality : examined.modalities()) {
            boolean audio = modality.equals(Modality.AUDIO);
            new Count("NaN", ColumnSummary::nan, SequenceStatistics::nanSamples)
                    .add(findings, examined, modality, Severity.WARNING, "nan", NAN_ADVICE);
            new Count("-inf", ColumnSummary::negativeInfinities, SequenceStatistics::negativeInfinitySamples)
                    .add(
                            findings,
                            examined,
                            modality,
                            audio ? Severity.NOTE : Severity.ERROR,
                            "negative-infinity",
                            audio ? AUDIO_ADVICE : INFINITY_ADVICE);
            new Count("+inf", ColumnSummary::positiveInfinities, SequenceStatistics::positiveInfinitySamples)
                    .add(findings, examined, modality, Severity.ERROR, "positive-infinity", INFINITY_ADVICE);
        }
        return findings;
    }

    /**
     * How often one kind of number stands in columns.
     *
     * @param samples the rows that have one
     */
    private record Count(
            String name, ToLongFunction<ColumnSummary> count, Function<SequenceStatistics, List<Integer>> samples) {

        void add(
                List<Finding> findings,
                Examined examined,
                Modality modality,
                Severity severity,
                String kind,
                String advice) {
            BySplit found = new BySplit(modality.name());
            long all = 0;
            for (SubjectSplit split : examined.subject().splits()) {
                SequenceStatistics statistics = examined.of(split).get(modality);
                List<ColumnSummary> columns = statistics.columns();
                List<Integer> those = IntStream.range(0, columns.size())
                        .filter(column -> count.applyAsLong(columns.get(column)) > 0)
                        .boxed()
                        .toList();
                if (!those.isEmpty()) {
                    all += columns.stream().mapToLong(count).sum();
                    found.add(split, those, Examined.ids(split, samples.apply(statistics)));
                }
            }
            if (!found.isEmpty()) {
                String what = String.format(
                        Locale.ROOT,
                        "%,d %s in %s%s and %s",
                        all,
                        name,
                        Words.count(found.samples(), "sample"),
                        found.enclosed(),
                        Words.count(found.columns(), "column"));
                findings.add(new Finding(severity, kind, found.place(), what, advice));
            }
        }
    }
}
