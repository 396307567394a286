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

    private SplitOfSamples(List<NamedPart> parts) {
        for (NamedPart part : parts) {
            boolean split = part.meaning().kind() == Kind.SPLIT && part.split().isEmpty();
            if (split && part.entry().array() instanceof TextArray texts) {
                if (part.sample().isEmpty()) {
                    ofRows.put(part.entry().file(), texts.texts());
                } else if (texts.texts().size() == 1) {
                    ofEach.put(part.sample(), texts.texts().get(0));
                }
            }
        }
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

    private List<NamedPart> of(NamedPart part, Function<String, String> meaning) {
        List<String> rows = ofRows.getOrDefault(part.entry().file(), List.of());
        if (!part.split().isEmpty()) {
            return List.of(part);
        } else if (ofEach.containsKey(part.sample())) {
            return List.of(part.in(meaning.apply(ofEach.getOrDefault(part.sample(), ""))));
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
