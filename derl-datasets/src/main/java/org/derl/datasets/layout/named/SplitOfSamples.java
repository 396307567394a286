package org.derl.datasets.layout.named;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.derl.data.file.Spellings;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.named.Meaning.Kind;

/** The split that each sample says of itself, as in {@code data[id]["split"] == "train"}. */
final class SplitOfSamples {

    private SplitOfSamples() {}

    /** Parts of samples that say their split, each in that one. */
    static List<NamedPart> applied(List<NamedPart> parts) {
        Map<String, String> written = new HashMap<>();
        for (NamedPart part : parts) {
            if (isSplit(part)
                    && part.entry().array() instanceof TextArray texts
                    && texts.texts().size() == 1) {
                written.put(part.sample(), texts.texts().get(0));
            }
        }
        Set<String> names = new LinkedHashSet<>(written.values());
        Function<String, Optional<String>> meaning = Spellings.splitsAmong(names);
        if (names.isEmpty()
                || names.stream().anyMatch(name -> meaning.apply(name).isEmpty())) {
            return parts;
        }
        return parts.stream()
                .map(part -> part.split().isEmpty() && written.containsKey(part.sample())
                        ? part.in(meaning.apply(written.getOrDefault(part.sample(), ""))
                                .orElseThrow())
                        : part)
                .toList();
    }

    private static boolean isSplit(NamedPart part) {
        return part.meaning().kind() == Kind.SPLIT && !part.sample().isEmpty();
    }
}
