package org.derl.data.file;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names of splits and modalities, as people spell them. Case, separators and words without meaning do not matter:
 * {@code Train}, {@code train_data} and {@code standard_train_fold} are one split, {@code acoustic} and
 * {@code audio_features} one modality.
 */
public final class Spellings {

    private static final Map<String, List<String>> SPLITS = Map.of(
            "train",
            List.of("train", "training", "tr", "trn"),
            "valid",
            List.of("valid", "validation", "val", "dev", "devel", "development", "vali"),
            "test",
            List.of("test", "testing", "tst"));

    private static final Map<String, List<String>> MODALITIES = Map.of(
            "text",
                    List.of(
                            "text",
                            "texts",
                            "textual",
                            "language",
                            "lang",
                            "linguistic",
                            "glove",
                            "bert",
                            "roberta",
                            "deberta",
                            "macbert",
                            "albert",
                            "electra",
                            "baichuan",
                            "llama",
                            "word2vec",
                            "fasttext"),
            "audio",
                    List.of(
                            "audio",
                            "audios",
                            "acoustic",
                            "acoustics",
                            "covarep",
                            "speech",
                            "sound",
                            "voice",
                            "wav",
                            "wavs",
                            "wav2vec",
                            "wav2vec2",
                            "hubert",
                            "wavlm",
                            "whisper",
                            "opensmile",
                            "egemaps",
                            "librosa",
                            "mfcc",
                            "vggish"),
            "vision",
                    List.of(
                            "vision",
                            "video",
                            "videos",
                            "visual",
                            "visuals",
                            "facet",
                            "face",
                            "facial",
                            "openface",
                            "image",
                            "images",
                            "videomae",
                            "resnet",
                            "manet",
                            "denseface",
                            "densenet",
                            "vit",
                            "dinov2",
                            "eva02",
                            "senet50face",
                            "emonet"));

    /** Names of splits that mean other things where they are a word of a name, such as valence and arousal. */
    private static final Map<String, String> SHORT = Map.of("va", "valid", "te", "test");

    /** Names of whichever of validation and test the others of some files are not. */
    private static final Set<String> HELD_OUT = Set.of("eval", "evaluation", "heldout", "holdout");

    /** Words that names of splits and features have about them. */
    private static final Set<String> SILENT = Set.of(
            "a",
            "by",
            "corpus",
            "data",
            "dataset",
            "embedding",
            "embeddings",
            "feat",
            "feats",
            "feature",
            "features",
            "fold",
            "folds",
            "of",
            "part",
            "partition",
            "seq",
            "sequence",
            "sequences",
            "set",
            "split",
            "standard",
            "the",
            "x");

    private Spellings() {}

    /** The split that a name means and says nothing beside: train, valid or test. */
    public static Optional<String> split(String name) {
        return Optional.ofNullable(SHORT.get(name.strip().toLowerCase(Locale.ROOT)))
                .or(() -> only(name, SPLITS));
    }

    /**
     * What names mean that stand beside one another: one that is held out, such as eval, is what the others are not.
     */
    public static Function<String, Optional<String>> splitsAmong(Collection<String> names) {
        Set<String> told = names.stream().flatMap(name -> split(name).stream()).collect(Collectors.toSet());
        String other = told.contains("test") ? "valid" : "test";
        boolean clear = told.contains("test") != told.contains("valid");
        return name -> split(name).or(() -> clear && isHeldOut(name) ? Optional.of(other) : Optional.empty());
    }

    /** Whether a name means a split that is held out, and does not say which. */
    public static boolean isHeldOut(String name) {
        return HELD_OUT.contains(
                words(name).stream().filter(word -> !SILENT.contains(word)).collect(Collectors.joining()));
    }

    /** The split that is among the words of a name, if one alone is. */
    public static Optional<String> splitWithin(String name) {
        return within(name, SPLITS);
    }

    /** The modality that a name means and says nothing beside: text, audio or vision. */
    public static Optional<String> modality(String name) {
        return only(name, MODALITIES);
    }

    /** The modality that is among the words of a name, if one alone is. */
    public static Optional<String> modalityWithin(String name) {
        return within(name, MODALITIES);
    }

    /** Whether a name says nothing of what lies below it, such as {@code features} or {@code data}. */
    public static boolean saysNothing(String name) {
        List<String> words = words(name);
        return SILENT.containsAll(words) && words.stream().anyMatch(word -> word.length() > 2);
    }

    /** How splits may be written, for messages. */
    public static String ofSplits() {
        return "train (or " + others("train") + "), valid (or " + others("valid") + ") and test (or " + others("test")
                + ")";
    }

    private static String others(String split) {
        List<String> ways = SPLITS.getOrDefault(split, List.of());
        return String.join(", ", ways.subList(1, ways.size()));
    }

    /** How a split or modality may be written, for messages. */
    public static String of(String meaning) {
        List<String> ways = SPLITS.getOrDefault(meaning, MODALITIES.getOrDefault(meaning, List.of(meaning)));
        return String.join(", ", ways.subList(0, Math.min(4, ways.size())));
    }

    private static Optional<String> only(String name, Map<String, List<String>> spellings) {
        List<Optional<String>> meanings = words(name).stream()
                .filter(word -> !SILENT.contains(word))
                .map(word -> meaning(word, spellings))
                .distinct()
                .toList();
        return meanings.size() == 1 ? meanings.get(0) : Optional.empty();
    }

    private static Optional<String> within(String name, Map<String, List<String>> spellings) {
        Set<String> meanings = words(name).stream()
                .flatMap(word -> meaning(word, spellings).stream())
                .collect(Collectors.toSet());
        return meanings.size() == 1 ? meanings.stream().findFirst() : Optional.empty();
    }

    /** The words of a name in small letters; one begins at a capital after a small letter, too. */
    public static List<String> words(String name) {
        return Arrays.stream(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<String> meaning(String word, Map<String, List<String>> spellings) {
        return spellings.entrySet().stream()
                .filter(spelling -> spelling.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
