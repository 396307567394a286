package org.derl.bench.merging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.robustness.StoredRobustness;
import org.derl.bench.search.Searches;
import org.derl.bench.verify.Verification;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * Comparisons of several folders as one.
 *
 * @param stored what its tables say, the notes on how folders differ among them
 * @param systems its rows
 * @param models the same under the names that models have in configuration
 * @param places where the trials lie
 * @param robustness what was measured beside each
 */
public record MergedComparison(
        StoredComparison stored,
        List<ComparedSystem> systems,
        List<ComparedSystem> models,
        TrialPlaces places,
        List<StoredRobustness> robustness) {

    /**
     * A folder that holds one.
     *
     * @param named as it was named
     * @param path where its trials lie with their labels
     */
    public record Source(Path named, Path path, StoredComparison comparison) {}

    /**
     * That of one folder, or those of several merged.
     *
     * @param here whether the page of one is written into its folder
     * @throws IllegalArgumentException when they are not about the same samples, or a folder is named twice
     * @throws IOException when one of them is missing or damaged
     */
    public static MergedComparison of(List<Source> folders, boolean here) throws IOException {
        List<String> names = FolderNames.of(folders.stream().map(Source::named).toList());
        List<NamedComparison> parts = new ArrayList<>();
        for (Source folder : folders) {
            parts.add(NamedComparison.of(names.get(parts.size()), folder));
        }
        return parts.size() == 1 ? single(parts.get(0), here) : merged(parts);
    }

    private static MergedComparison single(NamedComparison part, boolean here) throws IOException {
        StoredComparison stored = part.comparison();
        List<String> remarks = new ArrayList<>(stored.remarks());
        remarks.add(Verification.ofTrials(part.folder()).note());
        return new MergedComparison(
                stored.remarking(remarks),
                part.systems(),
                part.systems(),
                TrialPlaces.of(part.folder(), here ? "" : part.name(), part.systems()),
                StoredRobustness.in(part.folder(), stored));
    }

    private static MergedComparison merged(List<NamedComparison> parts) throws IOException {
        parts.forEach(part -> refuseOther(parts.get(0), part));
        MergedRows rows = new MergedRows(parts);
        List<ComparedSystem> systems = rows.systems();
        List<String> remarks = new ArrayList<>(FolderNotes.of(parts));
        remarks.addAll(rows.notes());
        remarks.addAll(ofFolders(parts, MergedComparison::searches));
        remarks.addAll(ofFolders(parts, part -> part.comparison().remarks()));
        remarks.add(verified(parts, rows).note());
        StoredComparison first = parts.get(0).comparison();
        String compareTo = systems.stream()
                .filter(system -> rows.isOf(system, parts.get(0), first.compareTo()))
                .findFirst()
                .map(ComparedSystem::name)
                .orElse(first.compareTo());
        StoredComparison stored = first.of(data(parts), systems, compareTo)
                .remarking(remarks)
                .by(parts.stream().map(MergedComparison::command).collect(Collectors.joining("\n")));
        Map<Path, String> names = new HashMap<>();
        List<StoredRobustness> robustness = new ArrayList<>();
        for (NamedComparison part : parts) {
            names.put(part.folder(), part.name());
            StoredRobustness.in(part.folder(), part.comparison())
                    .forEach(found -> robustness.add(found.of(part.name())));
        }
        return new MergedComparison(
                stored,
                systems,
                systems.stream()
                        .map(system -> system.named(rows.model(system), system.title()))
                        .toList(),
                new TrialPlaces(names, rows.trials()),
                robustness);
    }

    /** What was spent on the settings of a folder's models: rows have other names here than models had there. */
    private static List<String> searches(NamedComparison part) {
        Searches searches = part.comparison().data().searches();
        return searches == null ? List.of() : searches.notes(ComparedSystem.searched(part.systems()));
    }

    private static String command(NamedComparison part) {
        String command = part.comparison().command();
        return "# " + part.name()
                + (command == null ? ": written before comparisons kept their command" : "\n" + command);
    }

    private static void refuseOther(NamedComparison first, NamedComparison other) {
        ComparedData one = first.comparison().data();
        ComparedData two = other.comparison().data();
        SplitName split = first.comparison().split();
        if (!one.title().equals(two.title()) || !one.task().equals(two.task())) {
            throw refused(first, "the data set " + one.title(), other, two.title());
        } else if (split != other.comparison().split()) {
            throw refused(
                    first,
                    "the split " + split,
                    other,
                    String.valueOf(other.comparison().split()));
        }
        Optional<Predictions> mine = first.any(split);
        boolean same = one.training() == two.training()
                && one.validation().ids().equals(two.validation().ids())
                && one.test().ids().equals(two.test().ids())
                && mine.flatMap(own -> other.any(split)
                                .map(its -> its.ids().equals(own.ids())
                                        && its.labels().equals(own.labels())))
                        .orElse(true);
        if (!same) {
            throw refused(first, one.title(), other, "a copy with other samples or labels");
        }
    }

    private static IllegalArgumentException refused(
            NamedComparison first, String one, NamedComparison other, String two) {
        return new IllegalArgumentException(first.named() + " is about " + one + ", and " + other.named() + " about "
                + two + ": they share no table; show each by itself");
    }

    /** What is said of all of them alike, and, with its folder, what is not. */
    private static ComparedData data(List<NamedComparison> parts) {
        ComparedData first = parts.get(0).comparison().data();
        Set<Object> recipes = distinct(parts, data -> Optional.ofNullable(data.recipe()));
        Set<Object> equalities = distinct(parts, data -> Optional.ofNullable(data.equality()));
        Map<String, List<NamedComparison>> notes =
                having(parts, part -> part.comparison().data().notes());
        List<String> all = new ArrayList<>();
        notes.forEach((note, from) ->
                all.add(from.size() == parts.size() ? note : note + " (of " + NamedComparison.names(from) + ")"));
        return new ComparedData(
                        first.title(),
                        first.task(),
                        first.training(),
                        first.validation(),
                        first.test(),
                        parts.stream().anyMatch(part -> part.comparison().data().fewFeatures()),
                        all,
                        recipes.size() == 1 ? first.recipe() : null,
                        parts.stream()
                                .map(part -> part.comparison().data().copy())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        equalities.size() == 1 ? first.equality() : null,
                        null)
                .varied(varied(parts));
    }

    private static Map<String, Map<String, String>> varied(List<NamedComparison> parts) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (NamedComparison part : parts) {
            Map<String, Map<String, String>> own = part.comparison().data().varied();
            if (own != null) {
                own.forEach(all::putIfAbsent);
            }
        }
        return all;
    }

    static Set<Object> distinct(List<NamedComparison> parts, Function<ComparedData, Object> property) {
        Set<Object> values = new LinkedHashSet<>();
        parts.forEach(part -> values.add(property.apply(part.comparison().data())));
        return values;
    }

    private static Map<String, List<NamedComparison>> having(
            List<NamedComparison> parts, Function<NamedComparison, List<String>> sentences) {
        Map<String, List<NamedComparison>> having = new LinkedHashMap<>();
        parts.forEach(part -> sentences.apply(part).forEach(sentence -> having.computeIfAbsent(
                        sentence, unknown -> new ArrayList<>())
                .add(part)));
        return having;
    }

    private static List<String> ofFolders(
            List<NamedComparison> parts, Function<NamedComparison, List<String>> sentences) {
        List<String> all = new ArrayList<>();
        having(parts, sentences).forEach((sentence, from) -> all.add(NamedComparison.names(from) + ": " + sentence));
        return all;
    }

    /** The rules of each folder; those of seeds and budgets hold for all rows together. */
    private static Verification verified(List<NamedComparison> parts, MergedRows rows) throws IOException {
        Map<String, List<String>> breaches = new LinkedHashMap<>();
        Map<String, String> sentences = new LinkedHashMap<>();
        for (NamedComparison part : parts) {
            Verification own = Verification.ofTrials(part.folder());
            sentences.putAll(own.sentences());
            own.breaches().forEach((rule, broken) -> {
                List<String> all = breaches.computeIfAbsent(rule, unknown -> new ArrayList<>());
                broken.forEach(breach -> all.add(part.name() + ", " + breach));
            });
        }
        Map<String, Map<Long, String>> trials = new TreeMap<>();
        Map<String, Searches.SpentBudget> budgets = new LinkedHashMap<>();
        for (ComparedSystem row : rows.systems()) {
            if (row.isTrained()) {
                trials.put(row.title(), row.trials());
                rows.sources(row)
                        .forEach(part ->
                                budgets.merge(row.title(), budget(part, rows.model(row)), Searches.SpentBudget::and));
            }
        }
        breaches.put("seeds", Verification.lackingSeeds(trials));
        breaches.put("budget", Searches.breaches(budgets));
        return new Verification(breaches, sentences);
    }

    private static Searches.SpentBudget budget(NamedComparison part, String model) {
        Searches searches = part.comparison().data().searches();
        return searches == null ? Searches.SpentBudget.NONE : searches.budget(model);
    }
}
