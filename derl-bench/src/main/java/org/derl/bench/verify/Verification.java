package org.derl.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.comparison.TableFiles;
import org.derl.config.ConfigBinder;
import org.derl.io.Reason;

/**
 * Whether the folder of a comparison keeps all rules.
 *
 * @param breaches how it breaks each rule, by the rule's name; none where it keeps it
 * @param sentences what each rule says, by its name
 */
public record Verification(Map<String, List<String>> breaches, Map<String, String> sentences) {

    private static final String VERIFIED = "Verified: ";
    private static final String NOT_VERIFIED = "Not verified: ";

    /**
     * Of the trials alone, before tables are written of them.
     *
     * @throws IOException when the folder holds no comparison, or its file is damaged
     */
    public static Verification ofTrials(Path folder) throws IOException {
        return of(Evidence.of(folder), TrialRules.ALL);
    }

    /**
     * Of the trials and of the files of tables.
     *
     * @param binder for metrics that the comparison names
     * @throws IOException when the folder holds no comparison, or its file is damaged
     */
    public static Verification of(Path folder, Supplier<ConfigBinder> binder) throws IOException {
        List<Rule> rules = new ArrayList<>(TrialRules.ALL);
        rules.add(new Rule(
                "tables",
                "Every number of the tables follows from the predictions.",
                evidence -> tables(evidence, binder)));
        return of(Evidence.of(folder), rules);
    }

    private static Verification of(Evidence evidence, List<Rule> rules) {
        Map<String, List<String>> breaches = new LinkedHashMap<>();
        Map<String, String> sentences = new LinkedHashMap<>();
        for (Rule rule : rules) {
            breaches.put(rule.name(), rule.breaches().apply(evidence));
            sentences.put(rule.name(), rule.sentence());
        }
        return new Verification(breaches, sentences);
    }

    /** Which rows lack seeds that others have. */
    public static List<String> lackingSeeds(Map<String, Map<Long, String>> trials) {
        return TrialRules.lackingSeeds(trials);
    }

    /** How a rule is broken, a clause each. */
    public List<String> broken(String rule) {
        return breaches.getOrDefault(rule, List.of());
    }

    /** Whether no rule is broken. */
    public boolean holds() {
        return breaches.values().stream().allMatch(List::isEmpty);
    }

    /** What stands below a table: that all holds, or how the first rule is broken. */
    public String note() {
        for (Map.Entry<String, List<String>> rule : breaches.entrySet()) {
            if (!rule.getValue().isEmpty()) {
                return NOT_VERIFIED + rule.getKey() + ": " + rule.getValue().get(0) + ".";
            }
        }
        return VERIFIED + String.join(", ", breaches.keySet()) + " (derl verify says what that means).";
    }

    /** The files of tables are made again from the predictions. */
    private static List<String> tables(Evidence evidence, Supplier<ConfigBinder> binder) {
        List<String> breaches = new ArrayList<>();
        try {
            again(evidence, binder).forEach((name, text) -> {
                if (!isIn(evidence.folder().resolve(name), text)) {
                    breaches.add(name + " is not what follows from the predictions");
                }
            });
        } catch (IllegalArgumentException e) {
            breaches.add("the tables cannot be made again: " + Reason.inOneLine(e));
        }
        return breaches;
    }

    private static Map<String, String> again(Evidence evidence, Supplier<ConfigBinder> binder) {
        StoredComparison comparison = evidence.comparison();
        ComparisonTables tables = new ComparisonTables(
                comparison.data(),
                comparison.systems(evidence.folder()),
                comparison.compareTo(),
                comparison.split(),
                comparison.remarks(),
                comparison.tableMetrics(binder));
        return TableFiles.of(tables, comparison.split());
    }

    private static boolean isIn(Path file, String text) {
        try {
            return numbers(Files.readString(file)).equals(numbers(text));
        } catch (IOException e) {
            return false;
        }
    }

    /** All but the note of an earlier verification. */
    private static List<String> numbers(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.contains(VERIFIED) && !line.contains(NOT_VERIFIED))
                .toList();
    }
}
