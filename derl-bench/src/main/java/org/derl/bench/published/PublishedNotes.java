package org.derl.bench.published;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.bench.text.Words;
import org.derl.data.SplitName;

/** What stands below published values: what signs mean, and each reason for which there is no verdict, once. */
final class PublishedNotes {

    /** Behind a value of two classes in no convention that is known. */
    static final String UNKNOWN_SIGN = "?";

    static final String DOUBT_SIGN = "*";

    private static final String UNKNOWN_CONVENTION = "nobody says whether negative is against positive or all others";

    private final List<PublishedRow> rows;

    PublishedNotes(List<PublishedRow> rows) {
        this.rows = rows;
    }

    List<String> all() {
        List<String> notes = new ArrayList<>();
        if (rows.stream().anyMatch(row -> row.obstacles().isEmpty())) {
            notes.add(legend());
        }
        if (rows.stream().anyMatch(PublishedNotes::hasUnknown)) {
            notes.add(UNKNOWN_SIGN + ": not comparable because " + UNKNOWN_CONVENTION + ".");
        }
        reasons(row -> row.result().doubt() == null
                        ? List.of()
                        : List.of(row.result().doubt()))
                .forEach((doubt, names) -> notes.add(DOUBT_SIGN + ": " + doubt + " (" + names + ")."));
        reasons(PublishedRow::obstacles)
                .forEach((reason, names) -> notes.add("Not comparable because " + reason + ": " + names + "."));
        seeds().ifPresent(notes::add);
        return notes;
    }

    /** What is to be said of one value. */
    static List<String> of(PublishedRow row, String key) {
        List<String> notes = new ArrayList<>(row.obstacles());
        if (key.endsWith(PublishedResult.UNKNOWN)) {
            notes.add(UNKNOWN_CONVENTION);
        }
        if (row.result().doubt() != null && row.result().isDoubtful(key)) {
            notes.add(row.result().doubt());
        }
        return notes;
    }

    private String legend() {
        boolean single = rows.stream()
                .anyMatch(row -> row.obstacles().isEmpty()
                        && row.ours().on(SplitName.TEST).size() == 1);
        return Verdict.REPRODUCED.sign() + ": reproduced, inside our 95 % interval for the mean over seeds and test"
                + " samples; " + Verdict.BETTER.sign() + ": ours is better; " + Verdict.WORSE.sign()
                + ": ours is worse." + (single ? " Where we have one seed, how far seeds differ is not in it." : "");
    }

    private static boolean hasUnknown(PublishedRow row) {
        return row.result().values().keySet().stream().anyMatch(key -> key.endsWith(PublishedResult.UNKNOWN));
    }

    private interface Reasons {
        List<String> of(PublishedRow row);
    }

    /** Each reason, and the rows that it holds for. */
    private Map<String, String> reasons(Reasons reasons) {
        Map<String, List<PublishedRow>> byReason = new LinkedHashMap<>();
        rows.forEach(
                row -> reasons.of(row).forEach(reason -> byReason.computeIfAbsent(reason, unknown -> new ArrayList<>())
                        .add(row)));
        Map<String, String> named = new LinkedHashMap<>();
        byReason.forEach((reason, held) -> named.put(reason, names(held)));
        return named;
    }

    /** The titles of sources; with the models where it is not all of them. */
    private String names(List<PublishedRow> held) {
        if (held.size() == rows.size()) {
            return "all";
        }
        Map<String, Set<String>> bySource = models(held);
        Map<String, Set<String>> all = models(rows);
        return bySource.entrySet().stream()
                .map(entry -> entry.getKey()
                        + (entry.getValue().equals(all.get(entry.getKey()))
                                ? ""
                                : " (" + String.join(", ", entry.getValue()) + ")"))
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Set<String>> models(List<PublishedRow> rows) {
        Map<String, Set<String>> bySource = new LinkedHashMap<>();
        rows.forEach(row -> bySource.computeIfAbsent(row.source().title(), unknown -> new LinkedHashSet<>())
                .add(row.ours().title()));
        return bySource;
    }

    private Optional<String> seeds() {
        Map<String, String> known = reasons(row -> {
            Integer seeds = row.source().seeds();
            return seeds == null ? List.of() : List.of(Words.count(seeds, "seed"));
        });
        boolean unknown = rows.stream().anyMatch(row -> row.source().seeds() == null);
        String means = known.entrySet().stream()
                .map(entry -> "over " + entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Published means are " + means + (unknown ? "; over how many elsewhere nobody says." : "."));
    }
}
