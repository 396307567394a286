package org.derl.datasets.layout.named;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.data.ByModality;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.view.Rows;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.LabelColumn;
import org.derl.datasets.layout.MissingIds;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.OneStep;
import org.derl.datasets.layout.PaddedEnd;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.SampleNames;
import org.derl.datasets.layout.named.Meaning.Kind;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/** Puts together what files have of one split. Files of several modalities are joined by the ids of their samples. */
final class SplitReader {

    private static final List<String> MODALITIES = List.of("text", "audio", "vision");
    private static final int AXES = 3;
    private static final String SETTING = "layout.named.missing=empty";
    private static final String EACH = "an array for each sample";

    private final String split;
    private final List<Source> sources;
    private final LabelColumn column;
    private final Missing missing;
    private final ReadingList readings;
    private final JoinedIds joined;

    /** The samples, whose order is that of the labels. */
    private record Samples(
            SampleNames names, List<Double> labels, @Nullable Path file, boolean named, List<String> transcripts) {

        int size() {
            return labels.size();
        }
    }

    /**
     * Reads one split.
     *
     * @param sources all that there is of the split, and of no split
     * @param joined takes what files call their samples, where these are found by their ids
     */
    SplitReader(
            String split,
            List<Source> sources,
            LabelColumn column,
            Missing missing,
            ReadingList readings,
            JoinedIds joined) {
        this.split = split;
        this.sources = sources;
        this.column = column;
        this.missing = missing;
        this.readings = readings;
        this.joined = joined;
    }

    /**
     * The split, whose samples a table lists.
     *
     * @param places the split of each sample as folders tell it
     */
    FileSplit read(SampleTable table, Map<String, String> places) throws IOException {
        List<SampleTable.Row> rows = table.rows(split, places);
        List<String> ids = rows.stream().map(SampleTable.Row::id).toList();
        List<String> videos = rows.stream().map(SampleTable.Row::video).toList();
        return read(new Samples(
                new SampleNames(ids, videos),
                rows.stream().map(SampleTable.Row::label).toList(),
                null,
                true,
                table.hasTexts() ? rows.stream().map(SampleTable.Row::text).toList() : List.of()));
    }

    /** The split, whose samples are those that have labels. */
    FileSplit read() throws IOException {
        Source labels =
                only(Kind.LABEL, "").orElseThrow(() -> new IOException("the split '" + split + "' has no labels"));
        take(labels);
        boolean named = labels.whole() == null && !labels.isList();
        List<String> ids = named ? List.copyOf(labels.each().keySet()) : ids(labels.file());
        SampleNames names = names(labels, ids);
        List<Double> values = new ArrayList<>();
        if (labels.whole() != null) {
            values.addAll(column.of(labels.whole()));
        } else {
            for (FileEntry entry : labels.each().values()) {
                values.add(column.one(entry));
            }
        }
        return read(new Samples(names, values, labels.file(), named || !ids.isEmpty(), List.of()));
    }

    private SampleNames names(Source labels, List<String> ids) throws IOException {
        Optional<Source> source = in(Kind.ID, "", labels.file());
        SampleNames names = SampleNames.none(split, labels.rows());
        if (source.isPresent() && source.get().whole() != null) {
            names = SampleNames.of(source.get().whole());
        } else if (!ids.isEmpty()) {
            names = SampleNames.of(ids);
        }
        Optional<Source> groups = in(Kind.GROUP, "", labels.file());
        if (groups.isPresent()) {
            take(groups.get());
            names = new SampleNames(names.ids(), groups.get().texts());
        }
        if (names.ids().size() != labels.rows() || names.groups().size() != labels.rows()) {
            throw labels.entries()
                    .get(0)
                    .wrong("has " + Quantity.of(labels.rows(), "sample") + " of " + split + ", but there are "
                            + names.ids().size() + " ids"
                            + labels.entries().get(0).apart(labels.file()));
        }
        return names;
    }

    private FileSplit read(Samples samples) throws IOException {
        for (Source source : sources) {
            if (source.meaning().kind() == Kind.WORDS) {
                source.entries()
                        .forEach(entry -> readings.leaveOut(entry, "numbers of words without their vocabulary"));
            } else if (source.meaning().kind() == Kind.SPLIT) {
                take(source);
            }
        }
        Map<String, FileSequences> features = new LinkedHashMap<>();
        Map<String, List<Double>> labels = new LinkedHashMap<>();
        for (String modality : MODALITIES) {
            Optional<Source> source = only(Kind.FEATURES, modality);
            if (source.isPresent()) {
                features.put(modality, features(source.get(), samples));
            }
            Optional<Source> label = only(Kind.LABEL, modality);
            if (label.isPresent() && label.get().whole() != null) {
                take(label.get());
                labels.put(modality, inOrder(label.get().whole().column(), order(label.get(), samples)));
            }
        }
        return new FileSplit(
                samples.names().ids(),
                samples.names().groups(),
                samples.labels(),
                ByModality.of(labels),
                ByModality.of(features),
                tokens(samples),
                transcripts(samples));
    }

    private @Nullable NumberArray tokens(Samples samples) throws IOException {
        Optional<Source> source = only(Kind.TOKENS, "");
        FileEntry whole = source.map(Source::whole).orElse(null);
        if (whole == null
                || whole.array().shape().dimension() != AXES
                || whole.array().shape().get(1) != AXES) {
            return null;
        }
        take(source.get());
        List<Integer> order = order(source.get(), samples);
        return order.isEmpty() ? whole.numbers(AXES) : new Rows(whole.numbers(AXES), order);
    }

    private List<String> transcripts(Samples samples) throws IOException {
        Optional<Source> source = samples.transcripts().isEmpty() ? any(Kind.TRANSCRIPT) : Optional.empty();
        if (source.isEmpty()) {
            return samples.transcripts();
        }
        take(source.get());
        List<String> texts = source.get().texts();
        if (source.get().whole() == null && !source.get().isList()) {
            List<Integer> rows = rows(List.copyOf(source.get().each().keySet()), source.get(), samples);
            return rows.stream().map(texts::get).toList();
        }
        return inOrder(texts, order(source.get(), samples));
    }

    private FileSequences features(Source source, Samples samples) throws IOException {
        take(source);
        List<Integer> order = order(source, samples);
        if (source.whole() == null) {
            return SampleArrays.of(source.entries(), order.isEmpty() ? allRows(samples.size()) : order);
        }
        FileEntry whole = source.whole();
        boolean means = whole.array().shape().dimension() == 2;
        NumberArray values = means ? new OneStep(whole.numbers(2)) : whole.numbers(AXES);
        List<Integer> lengths = means ? List.of() : lengths(source);
        Padding end = means ? Padding.BACK : PaddedEnd.of(values, lengths);
        return new FileSequences(
                order.isEmpty() ? values : SampleArrays.rows(values, order), inOrder(lengths, order, 0), end);
    }

    private List<Integer> lengths(Source features) throws IOException {
        Optional<Source> lengths = in(Kind.LENGTHS, features.meaning().modality(), features.file());
        FileEntry whole = lengths.map(Source::whole).orElse(null);
        if (whole == null) {
            return List.of();
        }
        take(lengths.get());
        return whole.lengths();
    }

    /** For each sample its row in a file, -1 where it has none; empty where they are in the samples' own order. */
    private List<Integer> order(Source source, Samples samples) throws IOException {
        if (source.whole() == null && (!source.isList() || isById(source, samples))) {
            List<Integer> gaps = gaps(source, samples);
            return !gaps.isEmpty()
                    ? around(gaps, source, samples)
                    : rows(List.copyOf(source.each().keySet()), source, samples);
        }
        List<String> ids = source.file().equals(samples.file()) ? List.of() : ids(source.file());
        if (!ids.isEmpty() && samples.named()) {
            return ids.equals(samples.names().ids()) ? List.of() : rows(ids, source, samples);
        } else if (source.rows() != samples.size()) {
            throw source.entries()
                    .get(0)
                    .wrong("has " + Quantity.of(source.rows(), "sample") + " of " + split + ", but there are "
                            + samples.size() + " labels"
                            + source.entries().get(0).apart(samples.file()));
        }
        return List.of();
    }

    /** Whether what looks like rows are ids: all samples of another file are called so. */
    private static boolean isById(Source source, Samples samples) {
        return samples.named()
                && !source.file().equals(samples.file())
                && source.each().keySet().containsAll(samples.names().ids());
    }

    /** The rows of a list that have no array, such as None; none where samples are told by ids. */
    private static List<Integer> gaps(Source source, Samples samples) {
        List<Integer> gaps = source.gaps(samples.size());
        boolean rows = gaps.size() < samples.size()
                && !source.each().containsKey(samples.names().ids().get(0));
        return rows ? gaps : List.of();
    }

    private List<Integer> around(List<Integer> gaps, Source source, Samples samples) throws IOException {
        if (!mayLack(source)) {
            throw new IOException(source.file() + " has no array of "
                    + source.meaning().inWords() + " in "
                    + gaps.size() + " of " + samples.size() + " rows of " + split + ", such as row " + gaps.get(0)
                    + ", counted from 0 (None, say); give it an array without time steps, of shape (0, size), leave the"
                    + " sample out, or take empty sequences by --set " + SETTING);
        }
        sayMissing(source, gaps.size(), "row " + gaps.get(0));
        List<Integer> rows = new ArrayList<>();
        int next = 0;
        for (int row = 0; row < samples.size(); row++) {
            rows.add(gaps.contains(row) ? -1 : next++);
        }
        return rows;
    }

    private boolean mayLack(Source source) {
        return missing == Missing.EMPTY && source.meaning().kind() == Kind.FEATURES;
    }

    private void sayMissing(Source source, int count, String first) {
        readings.add(
                source.meaning().inWords(),
                Quantity.of(count, "sample", "samples") + " of " + split + " without an array, such as " + first
                        + ": empty sequences");
    }

    private List<Integer> rows(List<String> ids, Source source, Samples samples) throws IOException {
        Map<String, Integer> byId = new HashMap<>();
        joined.add(source, ids);
        for (String id : ids) {
            byId.putIfAbsent(id, byId.size());
        }
        List<Integer> rows = samples.names().ids().stream()
                .map(id -> byId.getOrDefault(id, -1))
                .toList();
        List<String> lacking = samples.names().ids().stream()
                .filter(id -> !byId.containsKey(id))
                .toList();
        if (mayLack(source) && !lacking.isEmpty() && lacking.size() < samples.size()) {
            sayMissing(source, lacking.size(), lacking.get(0) + MissingIds.otherwise(lacking, ids));
        } else if (!lacking.isEmpty()) {
            throw MissingIds.error(
                    source.file().toString(),
                    source.meaning().inWords(),
                    lacking,
                    ids,
                    samples.size() + " samples of " + split,
                    "its own are called as '" + ids.get(0) + "'; leave samples out of the labels that have none"
                            + (source.meaning().kind() == Kind.FEATURES
                                    ? ", or take empty sequences for them by --set " + SETTING
                                    : ""));
        }
        return rows;
    }

    /** What a file calls its samples of the split; empty where it does not. */
    private List<String> ids(Path file) throws IOException {
        Optional<Source> ids = in(Kind.ID, "", file);
        if (ids.isEmpty()) {
            return List.of();
        }
        take(ids.get());
        FileEntry whole = ids.get().whole();
        return whole == null ? ids.get().texts() : SampleNames.of(whole).ids();
    }

    private static List<Integer> allRows(int size) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            rows.add(row);
        }
        return rows;
    }

    private static <T> List<T> inOrder(List<T> values, List<Integer> order) {
        return values.isEmpty() || order.isEmpty()
                ? values
                : order.stream().map(values::get).toList();
    }

    /** @param none of a sample without a row */
    private static List<Integer> inOrder(List<Integer> values, List<Integer> order, int none) {
        return values.isEmpty() || order.isEmpty()
                ? values
                : order.stream().map(row -> row < 0 ? none : values.get(row)).toList();
    }

    private Optional<Source> in(Kind kind, String modality, Path file) {
        return sources.stream()
                .filter(source -> source.meaning().equals(new Meaning(kind, modality)))
                .filter(source -> source.file().equals(file))
                .findFirst();
    }

    private Optional<Source> any(Kind kind) {
        return sources.stream()
                .filter(source -> source.meaning().kind() == kind)
                .findFirst();
    }

    /** What there is of a meaning, which may be in one file alone; labels of several files are those of the first. */
    private Optional<Source> only(Kind kind, String modality) throws IOException {
        List<Source> found = sources.stream()
                .filter(source -> source.meaning().equals(new Meaning(kind, modality)))
                .toList();
        if (found.size() > 1 && kind == Kind.FEATURES) {
            throw new IOException(found.get(1).file() + " has " + modality + " of " + split + ", and so has "
                    + found.get(0).file() + "; leave one of them out, or put what they have into one folder or file");
        }
        return found.stream().findFirst();
    }

    private void take(Source source) throws IOException {
        String[] remarks = source.whole() == null && source.meaning().kind() == Kind.FEATURES
                ? new String[] {EACH}
                : new String[0];
        for (FileEntry entry : source.entries()) {
            readings.add(source.meaning().inWords(), entry, remarks);
        }
        if (source.whole() == null
                && !source.isList()
                && source.gaps(source.rows()).isEmpty()) {
            readings.add("id", "by the names of " + (Files.isDirectory(source.file()) ? "files" : "entries"));
        }
    }
}
