package org.derl.bench.datacheck.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.data.ArrayName;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.datacheck.statistics.ColumnSums;
import org.derl.bench.text.Printable;
import org.derl.bench.text.Words;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;

/**
 * An array of which nothing is known but its place: its last axis is taken for columns, the others for rows.
 *
 * @param columns a summary each; empty where it holds no numbers
 */
public record BareArray(Path file, ArrayName name, StoredArray array, List<ColumnSummary> columns) {

    private static final Set<String> ID_NAMES = Set.of("id", "ids");

    /** Columns beyond so many are one, lest the sums of a matrix of one row take the memory of many. */
    private static final long MOST_COLUMNS = 1 << 16;

    private static final int BLOCK = 1 << 18;
    private static final int NAMED_ROWS = 3;

    /** Reads an array through. */
    public static BareArray of(Path file, NamedArray named) throws IOException {
        return named.array() instanceof NumberArray numbers
                ? of(file, named, numbers)
                : new BareArray(file, ArrayName.of(named.path()), named.array(), List.of());
    }

    private static BareArray of(Path file, NamedArray named, NumberArray numbers) throws IOException {
        int width = width(numbers);
        ColumnSums sums = new ColumnSums(width);
        long all = numbers.size() / width;
        int step = (int) Math.max(1, Math.min(BLOCK / width, all)); // a file may have many arrays of one number
        double[] block = new double[step * width];
        for (long start = 0; start < all; start += step) {
            int count = (int) Math.min(step, all - start);
            numbers.doubles(start * width, block, 0, count * width);
            for (int i = 0; i < count; i++) {
                sums.add(block, i * width);
            }
        }
        return new BareArray(file, ArrayName.of(named.path()), numbers, sums.summaries());
    }

    private static int width(NumberArray numbers) {
        int axes = numbers.shape().dimension();
        long last = axes < 2 ? 1 : numbers.shape().get(axes - 1);
        return last < 1 || last > MOST_COLUMNS ? 1 : (int) last;
    }

    /** What is wrong with it, as far as that can be told. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        addNonFinite(findings, Severity.WARNING, "nan", "NaN", ColumnSummary::nan);
        addNonFinite(findings, Severity.ERROR, "negative-infinity", "-inf", ColumnSummary::negativeInfinities);
        addNonFinite(findings, Severity.ERROR, "positive-infinity", "+inf", ColumnSummary::positiveInfinities);
        List<Integer> constant = columns(summary -> summary.constant() && summary.finite() > 1 ? 1 : 0);
        if (!constant.isEmpty()) {
            findings.add(Finding.warning(
                    "constant-columns",
                    place().columns(columns.size() > 1 ? constant : List.of()),
                    columns.size() > 1
                            ? Words.count(constant.size(), "column") + " of " + columns.size() + " constant"
                            : "all numbers are " + Words.number(columns.get(0).lowest()),
                    "What is the same everywhere says nothing. Look whether it was lost."));
        }
        if (array instanceof TextArray texts) {
            addTexts(findings, texts.texts());
        } else if (!(array instanceof NumberArray)) {
            findings.add(Finding.note(
                    "not-read",
                    place(),
                    "values of type " + array.dtype() + " are not read",
                    "Nothing of this array was checked. Save it as numbers or as texts."));
        }
        return findings;
    }

    private void addNonFinite(
            List<Finding> findings, Severity severity, String kind, String word, ToLongFunction<ColumnSummary> count) {
        List<Integer> those = columns(count);
        if (!those.isEmpty()) {
            long all = columns.stream().mapToLong(count).sum();
            findings.add(new Finding(
                    severity,
                    kind,
                    place().columns(columns.size() > 1 ? those : List.of()),
                    String.format(Locale.ROOT, "%,d %s", all, word),
                    "Where a model or a metric is given it, everything becomes NaN."));
        }
    }

    private void addTexts(List<Finding> findings, List<String> texts) {
        List<String> twice = isId() ? Duplicates.repeated(texts) : List.of();
        if (!twice.isEmpty()) {
            findings.add(Finding.warning(
                    "duplicate-ids",
                    place().samples(twice),
                    Words.count(twice.size(), "id") + " more than once",
                    "Where a row is a sample, it counts double; where it is part of one, such as a word, all"
                            + " is well."));
        }
        List<Long> empty = IntStream.range(0, texts.size())
                .filter(row -> texts.get(row).isBlank())
                .mapToObj(row -> (long) row)
                .toList();
        if (!empty.isEmpty()) {
            findings.add(Finding.note(
                    "empty-texts",
                    place(),
                    Words.count(empty.size(), "text") + " of " + texts.size() + " empty" + inRows(empty),
                    "Look whether something was lost."));
        }
    }

    private boolean isId() {
        String key = name.key();
        return ID_NAMES.contains(key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
    }

    private List<Integer> columns(ToLongFunction<ColumnSummary> count) {
        return IntStream.range(0, columns.size())
                .filter(column -> count.applyAsLong(columns.get(column)) > 0)
                .boxed()
                .toList();
    }

    /** Its place within its file. */
    public String within() {
        return Printable.name(name.split().isEmpty() ? name.key() : name.split() + "/" + name.key());
    }

    /** Its place, type and shape. */
    public String description() {
        return file.getFileName() + ":" + within() + ", " + array.dtype() + " "
                + Printable.name(array.shape().toString());
    }

    private static String inRows(List<Long> rows) {
        return (rows.size() == 1 ? ", in row " : ", in rows ")
                + rows.stream().limit(NAMED_ROWS).map(String::valueOf).collect(Collectors.joining(", "))
                + (rows.size() > NAMED_ROWS ? " ..." : "");
    }

    private Place place() {
        return new Place(
                name.split().isEmpty() ? null : name.split(),
                file.getFileName() + ":" + name.key(),
                List.of(),
                List.of());
    }
}
