package org.derl.bench.datacheck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.derl.bench.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Where something was found.
 *
 * @param split train, valid or test; null where it is not of one alone
 * @param modality or the array's name; null where it is of none
 * @param columns of the feature vectors, from 0, empty where it is of none
 * @param samples their ids, empty where it is of none
 */
public record Place(@Nullable String split, @Nullable String modality, List<Integer> columns, List<String> samples) {

    /** The whole of the data. */
    public static final Place EVERYWHERE = new Place(null, null, List.of(), List.of());

    /** Most that {@link #inWords} names. */
    private static final int NAMED = 3;

    /** Keeps of long names what can be printed. */
    public Place {
        modality = modality == null ? null : Printable.name(modality);
        columns = List.copyOf(columns);
        samples = samples.stream().map(Printable::name).toList();
    }

    public static Place split(String split) {
        return new Place(split, null, List.of(), List.of());
    }

    public static Place modality(String split, String modality) {
        return new Place(split, modality, List.of(), List.of());
    }

    public Place columns(List<Integer> those) {
        return new Place(split, modality, those, samples);
    }

    public Place samples(List<String> those) {
        return new Place(split, modality, columns, those);
    }

    /** Such as "train, audio, column 3, sample x"; empty for the whole. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        if (split != null) {
            words.add(split);
        }
        if (modality != null) {
            words.add(modality);
        }
        add(words, "column", columns);
        add(words, "sample", samples);
        return String.join(", ", words);
    }

    private static void add(List<String> words, String word, List<?> those) {
        if (!those.isEmpty()) {
            words.add(word
                    + (those.size() > 1 ? "s " : " ")
                    + those.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                    + (those.size() > NAMED ? " ..." : ""));
        }
    }
}
