package org.derl.datasets.layout.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.named.Meaning.Kind;

/**
 * An array, and what its name says: the names that lead to it are a split, a content and a sample, in any order. What
 * none of them says, the name of the file may.
 *
 * @param split train, valid or test; empty where names do not tell
 * @param sample the id or row of the only sample that it is of; empty where it is of all
 */
record NamedPart(String split, Meaning meaning, String sample, FileEntry entry) {

    /** The parts of a sample that is a tuple, as MAG-BERT and MISA write them: features, label, segment. */
    private static final List<Meaning> TUPLE =
            List.of(new Meaning(Kind.FEATURES, ""), new Meaning(Kind.LABEL, ""), new Meaning(Kind.ID, ""));

    /** What the first of them holds: numbers of words, vision, audio, and where there is a fourth, the words. */
    private static final List<Meaning> FEATURES = List.of(
            new Meaning(Kind.WORDS, ""),
            new Meaning(Kind.FEATURES, "vision"),
            new Meaning(Kind.FEATURES, "audio"),
            new Meaning(Kind.TRANSCRIPT, ""));

    /** The same of another split. */
    NamedPart in(String other) {
        return new NamedPart(other, meaning, sample, entry);
    }

    /** The same, but a row of so many samples as one axis. */
    NamedPart withRowOf(long samples) {
        return sample.isEmpty() ? new NamedPart(split, meaning, sample, entry.withRowOf(samples)) : this;
    }

    /**
     * What an array is; nothing where its name does not say it.
     *
     * @param splits what names of splits mean among those of the files
     */
    static Optional<NamedPart> of(ArrayFile file, NamedArray named, Function<String, Optional<String>> splits) {
        FileEntry entry = new FileEntry(file.path(), named);
        String stem = stem(file);
        List<String> names = new ArrayList<>(entry.path());
        Optional<String> split = take(names, true, splits);
        // A folder may be called set or fold, too.
        Optional<Meaning> meaning = take(names, false, name -> Meaning.of(name)
                .filter(known -> known.kind() != Kind.SPLIT || entry.array() instanceof TextArray));
        if (split.isEmpty() && meaning.isEmpty()) {
            Optional<String> both = names.stream()
                    .filter(name -> Spellings.splitWithin(name).isPresent()
                            && Meaning.besideSplit(name).isPresent())
                    .findFirst();
            split = both.flatMap(Spellings::splitWithin);
            meaning = both.flatMap(Meaning::besideSplit);
            both.ifPresent(names::remove);
        }
        if (meaning.isEmpty()) {
            meaning = tuple(names);
        }
        boolean only = file.arrays().size() == 1 && names.size() < 2;
        if (meaning.isEmpty() && only && Spellings.splitWithin(stem).isPresent()) {
            meaning = Meaning.besideSplit(stem);
            names.clear();
        }
        if (meaning.isEmpty()) {
            meaning = (names.size() > 1 ? take(names, true, Spellings::modalityWithin) : Optional.<String>empty())
                    .or(() -> Spellings.modalityWithin(stem))
                    .map(modality -> new Meaning(Kind.FEATURES, modality));
        }
        names.removeIf(Spellings::saysNothing);
        String told = split.or(() -> Spellings.splitWithin(stem)).orElse("");
        return names.size() > 1
                ? Optional.empty()
                : meaning.map(known ->
                        new NamedPart(told, ofTexts(known, entry), names.isEmpty() ? "" : names.get(0), entry));
    }

    /** Texts are no features: text is what is said, and video is what a sample was cut from. */
    private static Meaning ofTexts(Meaning meaning, FileEntry entry) {
        boolean features = meaning.kind() == Kind.FEATURES;
        if (!(features || meaning.kind() == Kind.WORDS) || !(entry.array() instanceof TextArray)) {
            return meaning;
        }
        boolean cut = features && meaning.modality().equals("vision");
        return new Meaning(cut ? Kind.GROUP : Kind.TRANSCRIPT, "");
    }

    /** The first name with a meaning, or the last, which is taken away. */
    private static <T> Optional<T> take(List<String> names, boolean first, Function<String, Optional<T>> reading) {
        for (int i = 0; i < names.size(); i++) {
            int at = first ? i : names.size() - 1 - i;
            Optional<T> meaning = reading.apply(names.get(at));
            if (meaning.isPresent()) {
                names.remove(at);
                return meaning;
            }
        }
        return Optional.empty();
    }

    /** What the numbers behind a row say, which are taken away. */
    private static Optional<Meaning> tuple(List<String> names) {
        if (names.size() < 2 || names.size() > 3 || !names.stream().allMatch(name -> name.matches("[0-9]{1,9}"))) {
            return Optional.empty();
        }
        List<Meaning> meanings = names.size() == 3 && names.get(1).equals("0") ? FEATURES : TUPLE;
        int last = Integer.parseInt(names.get(names.size() - 1));
        boolean known = last < meanings.size()
                && (names.size() == 3) == (meanings == FEATURES)
                && (meanings == FEATURES || last > 0);
        if (!known) {
            return Optional.empty();
        }
        names.subList(1, names.size()).clear();
        return Optional.of(meanings.get(last));
    }

    private static String stem(ArrayFile file) {
        String name = String.valueOf(file.path().getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
