package org.derl.datasets.layout.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.file.Spellings;

/**
 * What an array is of.
 *
 * @param modality whose features, lengths or labels these are; empty where they are of none
 */
record Meaning(Kind kind, String modality) {

    private static final Map<Kind, Set<String>> NAMES = Map.of(
            Kind.ID, Set.of("id", "ids", "segment id", "segment ids", "segment", "segments", "sample id", "clip id"),
            Kind.GROUP, Set.of("video id", "video ids", "video name", "group", "groups", "vid"),
            Kind.TRANSCRIPT,
                    Set.of(
                            "raw text",
                            "raw texts",
                            "transcript",
                            "transcripts",
                            "transcription",
                            "sentence",
                            "sentences",
                            "utterance",
                            "utterances"),
            Kind.TOKENS, Set.of("text bert", "bert tokens"),
            Kind.SPLIT, Set.of("split", "mode", "set", "fold", "partition"),
            Kind.LABEL,
                    Set.of(
                            "regression labels",
                            "regression label",
                            "labels",
                            "label",
                            "sentiment",
                            "sentiments",
                            "sentiment label",
                            "sentiment labels",
                            "y",
                            "target",
                            "targets",
                            "val",
                            "valence"));

    private static final Set<String> LENGTH = Set.of("length", "lengths", "len", "lens");
    private static final Set<String> LABEL_WORDS = Set.of("regression", "labels", "label", "sentiment");
    private static final Map<String, String> LETTERS = Map.of("t", "text", "a", "audio", "v", "vision");

    /** What there is of samples. */
    enum Kind {
        FEATURES,
        LENGTHS,
        LABEL,
        ID,
        GROUP,
        TRANSCRIPT,
        TOKENS,
        WORDS,
        SPLIT
    }

    /** What a name means. */
    static Optional<Meaning> of(String name) {
        return of(Spellings.words(name));
    }

    /** What a name means that says a split, too, such as {@code train_audio}. */
    static Optional<Meaning> besideSplit(String name) {
        return of(Spellings.words(name).stream()
                .filter(word -> Spellings.split(word).isEmpty())
                .toList());
    }

    private static Optional<Meaning> of(List<String> words) {
        String name = String.join(" ", words);
        for (Map.Entry<Kind, Set<String>> known : NAMES.entrySet()) {
            if (known.getValue().contains(name)) {
                return Optional.of(new Meaning(known.getKey(), ""));
            }
        }
        Optional<Meaning> modality = Spellings.modality(name).map(found -> new Meaning(Kind.FEATURES, found));
        return modality.or(() -> ofModality(words));
    }

    /** Lengths and labels of one modality, such as {@code audio_lengths} and {@code regression_labels_T}. */
    private static Optional<Meaning> ofModality(List<String> words) {
        Optional<Meaning> lengths = without(words, LENGTH).flatMap(rest -> modality(rest, Kind.LENGTHS));
        return lengths.or(() -> without(words, LABEL_WORDS).flatMap(rest -> modality(rest, Kind.LABEL)));
    }

    /** The other words, if there are such and others. */
    private static Optional<List<String>> without(List<String> words, Set<String> some) {
        List<String> rest = new ArrayList<>(words);
        rest.removeAll(some);
        return rest.isEmpty() || rest.size() == words.size() ? Optional.empty() : Optional.of(rest);
    }

    private static Optional<Meaning> modality(List<String> words, Kind kind) {
        String name = String.join(" ", words);
        return Optional.ofNullable(LETTERS.get(name))
                .or(() -> Spellings.modality(name))
                .map(modality -> new Meaning(kind, modality));
    }

    /** What a list of what was read calls it. */
    String inWords() {
        return switch (kind) {
            case FEATURES -> modality;
            case LENGTHS -> "lengths";
            case LABEL -> modality.isEmpty() ? "label" : modality + " label";
            case ID -> "id";
            case GROUP -> "video";
            case TRANSCRIPT -> "transcript";
            case TOKENS -> "tokens";
            case WORDS -> "numbers of words";
            case SPLIT -> "split";
        };
    }
}
