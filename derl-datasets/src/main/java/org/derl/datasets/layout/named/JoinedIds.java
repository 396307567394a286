package org.derl.datasets.layout.named;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.data.file.FileSplit;
import org.derl.datasets.layout.ReadingList;
import org.derl.io.Quantity;

/**
 * What files call samples that are joined by their ids, of all splits: what no label asks for is left out, and said.
 */
final class JoinedIds {

    private static final int NAMED = 3;

    private final Map<Place, Set<String>> ids = new LinkedHashMap<>();

    private record Place(Path file, Meaning meaning) {}

    /** Takes what a file calls its samples. */
    void add(Source source, List<String> names) {
        ids.computeIfAbsent(new Place(source.file(), source.meaning()), place -> new LinkedHashSet<>())
                .addAll(names);
    }

    /** Says what no split has. */
    void sayUnused(List<FileSplit> splits, ReadingList readings) {
        ids.forEach((place, names) -> {
            splits.forEach(split -> split.ids().forEach(names::remove));
            if (!names.isEmpty()) {
                readings.add(
                        place.meaning().inWords(),
                        Quantity.of(names.size(), "id") + " without a label "
                                + (names.size() == 1 ? "is" : "are") + " left out: "
                                + String.join(", ", names.stream().limit(NAMED).toList())
                                + (names.size() > NAMED ? " ..." : ""));
            }
        });
    }
}
