package org.derl.datasets.layout.named;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.Texts;
import org.derl.datasets.array.view.Rows;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.SplitEntries;
import org.derl.datasets.layout.named.Meaning.Kind;

/**
 * The split that each sample says of itself: {@code data[id]["split"] == "train"}, or {@code split}, an array of texts
 * beside those of features.
 */
final class SplitOfSamples {

    /** By the sample's name, in whatever words the file has. */
    private final Map<String, String> ofEach = new HashMap<>();

    /** The same of each row of a file. */
    private final Map<Path, List<String>> ofRows = new HashMap<>();

    /** How many arrays a file has of one meaning, a row each. */
    private final Map<List<Object>, Integer> lists = new HashMap<>();

    private final Map<Path, List<Rank>> ranks = new HashMap<>();

    private SplitOfSamples(List<NamedPart> parts) {
        for (NamedPart part : parts) {
            boolean split = part.meaning().kind() == Kind.SPLIT && part.split().isEmpty();
            if (split && part.entry().array() instanceof TextArray texts) {
                if (part.sample().isEmpty()) {
                    ofRows.put(part.entry().file(), texts.texts());
                } else if (texts.texts().size() == 1) {
                    ofEach.put(part.sample(), texts.texts().get(0));
                }
            } else if (part.split().isEmpty() && isRow(part)) {
                lists.merge(list(part), 1, Integer::sum);
            }
        }
    }

    private static boolean isRow(NamedPart part) {
        return part.sample().matches("0|[1-9][0-9]{0,8}");
    }

    private static List<Object> list(NamedPart part) {
        return List.of(part.entry().file(), part.meaning());
    }

    /** Parts of samples that say their split, each in that one; all as they are where one of these is not known. */
    static List<NamedPart> applied(List<NamedPart> parts) {
        SplitOfSamples told = new SplitOfSamples(parts);
        Set<String> names = new LinkedHashSet<>(told.ofEach.values());
        told.ofRows.values().forEach(names::addAll);
        Function<String, Optional<String>> meaning = Spellings.splitsAmong(names);
        if (names.isEmpty()
                || names.stream().anyMatch(name -> meaning.apply(name).isEmpty())) {
            return parts;
        }
        return parts.stream()
                .flatMap(part -> told.of(part, name -> meaning.apply(name).orElseThrow()).stream())
                .toList();
    }

    private List<NamedPart> of(NamedPart written, Function<String, String> meaning) {
        List<String> rows = ofRows.getOrDefault(written.entry().file(), List.of());
        NamedPart part = written.withRowOf(rows.size());
        if (!part.split().isEmpty()) {
            return List.of(part);
        } else if (ofEach.containsKey(part.sample())) {
            return List.of(part.in(meaning.apply(ofEach.getOrDefault(part.sample(), ""))));
        } else if (isRow(part)
                && lists.getOrDefault(list(part), 0) == rows.size()
                && Integer.parseInt(part.sample()) < rows.size()) {
            return List.of(ranks.computeIfAbsent(part.entry().file(), file -> Rank.of(rows, meaning))
                    .get(Integer.parseInt(part.sample()))
                    .of(part));
        } else if (!part.sample().isEmpty() || !hasRows(part.entry().array(), rows.size())) {
            return List.of(part);
        }
        List<NamedPart> cut = new ArrayList<>();
        for (String split : SplitEntries.PARTS) {
            List<Integer> own = IntStream.range(0, rows.size())
                    .filter(row -> meaning.apply(rows.get(row)).equals(split))
                    .boxed()
                    .toList();
            StoredArray array = rows(part.entry().array(), own);
            if (!own.isEmpty()) {
                cut.add(new NamedPart(
                        split,
                        part.meaning(),
                        "",
                        new FileEntry(
                                part.entry().file(),
                                new NamedArray(part.entry().named().path(), array))));
            }
        }
        return cut;
    }

    /** What a row of a list that the samples of all splits share is: so many rows of its own split stand before it. */
    private record Rank(String split, int before) {

        static List<Rank> of(List<String> rows, Function<String, String> meaning) {
            Map<String, Integer> counts = new HashMap<>();
            List<Rank> ranks = new ArrayList<>();
            for (String row : rows) {
                String split = meaning.apply(row);
                ranks.add(new Rank(split, counts.merge(split, 1, Integer::sum) - 1));
            }
            return ranks;
        }

        NamedPart of(NamedPart part) {
            return new NamedPart(split, part.meaning(), Integer.toString(before), part.entry());
        }
    }

    private static boolean hasRows(StoredArray array, int rows) {
        return rows > 0
                && array.shape().dimension() > 0
                && array.shape().get(0) == rows
                && (array instanceof NumberArray
                        || (array instanceof TextArray texts && texts.texts().size() == rows));
    }

    private static StoredArray rows(StoredArray array, List<Integer> rows) {
        return array instanceof TextArray texts
                ? new Texts(
                        texts.dtype(),
                        new Shape(rows.size()),
                        rows.stream().map(texts.texts()::get).toList())
                : new Rows((NumberArray) array, rows);
    }
}
