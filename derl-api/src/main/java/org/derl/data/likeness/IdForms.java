package org.derl.data.likeness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds ids that are the same but for how they are written: an extension, leading zeros, blanks, quotation marks,
 * capitals. */
public final class IdForms {

    /** What people write otherwise, and what is left without it. */
    private static final Map<String, UnaryOperator<String>> DIFFERENCES = new LinkedHashMap<>();

    /** Differences of ids that are meant to be the same, as between files; else they may be others. */
    private static final Map<String, UnaryOperator<String>> MORE = new LinkedHashMap<>();

    static {
        UnaryOperator<String> extension = id -> id.replaceFirst(
                "(?i)\\.(wav|mp3|m4a|aac|ogg|flac|opus|mp4|m4v|avi|mkv|mov|flv|webm|wmv|mpg|mpeg|npy|npz|pt|pth|pkl"
                        + "|mat|h5|hdf5|csv|tsv|txt|json|jsonl|xml|srt|jpg|jpeg|png|textgrid|annotprocessed)$",
                "");
        UnaryOperator<String> folders = id -> id.replaceFirst("^.*[/\\\\]", "");
        DIFFERENCES.put("an extension", extension);
        DIFFERENCES.put("leading zeros", id -> id.replaceAll("(?<![0-9])0+(?=[0-9])", ""));
        DIFFERENCES.put("blanks", id -> id.replaceAll("[\\s\\u00a0\\u200b\\ufeff]", ""));
        DIFFERENCES.put("quotation marks", id -> id.replaceAll("['\"]", ""));
        DIFFERENCES.put("capitals", id -> id.toLowerCase(Locale.ROOT));
        MORE.put("folders", folders);
        MORE.put("folders and an extension", id -> extension.apply(folders.apply(id)));
        MORE.put("what joins their words", id -> id.replaceAll("[^\\p{L}\\p{N}]+", "_"));
    }

    /** All that two ids may differ by, together. */
    private static final String SEVERAL = "more than one of extension, zeros, blanks, quotation marks and capitals";

    /**
     * Two ids that are the same but for how they are written.
     *
     * @param difference what they differ by, in words that go on "they differ by"
     */
    public record Pair(String one, String other, String difference) {

        /** Both, and what they differ by. */
        public String inWords() {
            return "'" + one + "' and '" + other + "', which differ by " + difference;
        }
    }

    private IdForms() {}

    /** Ids that differ from others in form alone, each with the first of these; equal ones are none. */
    public static List<Pair> alike(Collection<String> ids, Collection<String> others) {
        return alike(ids, others, DIFFERENCES);
    }

    /** The same of two files that should have the same ids, which may differ by folders and separators as well. */
    public static List<Pair> alikeInFiles(Collection<String> ids, Collection<String> others) {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>(DIFFERENCES);
        all.putAll(MORE);
        return alike(ids, others, all);
    }

    private static List<Pair> alike(
            Collection<String> ids, Collection<String> others, Map<String, UnaryOperator<String>> differences) {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>(differences);
        all.put(SEVERAL, id -> differences.values().stream()
                .reduce(id, (form, without) -> without.apply(form), (form, other) -> other));
        Set<String> left = new LinkedHashSet<>(ids);
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, UnaryOperator<String>> difference : all.entrySet()) {
            UnaryOperator<String> form = difference.getValue();
            Map<String, String> byForm = new LinkedHashMap<>();
            others.forEach(other -> byForm.putIfAbsent(form.apply(other), other));
            for (String id : List.copyOf(left)) {
                String other = byForm.getOrDefault(form.apply(id), id);
                if (!other.equals(id)) {
                    pairs.add(new Pair(id, other, difference.getKey()));
                    left.remove(id);
                }
            }
        }
        return pairs;
    }
}
