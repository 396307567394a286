package org.derl.datasets.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Spellings;
import org.derl.io.Quantity;
import org.derl.io.Reason;

/** The arrays of one split of files that name them by split and content, such as train/audio. */
public final class SplitEntries {

    static final String TRAINING = "train";
    /** The splits that there must be. */
    public static final List<String> PARTS = List.of(TRAINING, "valid", "test");

    private static final int MOST_NAMES = 12;
    private static final int LONGEST_NAME = 60;

    private final String split;
    private final List<Path> files;
    private final Map<String, FileEntry> entries;
    private final Map<String, FileEntry> taken = new LinkedHashMap<>();

    private SplitEntries(String split, List<Path> files, Map<String, FileEntry> entries) {
        this.split = split;
        this.files = files;
        this.entries = entries;
    }

    /**
     * Whether files have a training split with certain contents, at whatever depth, and no two of them the same: files
     * of one modality each are to be joined by ids.
     */
    static boolean have(List<ArrayFile> files, Set<String> contents) {
        Set<String> there = new HashSet<>();
        Map<String, Path> places = new HashMap<>();
        for (FileEntry entry : entries(files)) {
            List<String> path = entry.path();
            if (path.size() > 1 && is(path.get(path.size() - 2), TRAINING)) {
                there.add(path.get(path.size() - 1));
                Path former = places.putIfAbsent(entry.named().name(), entry.file());
                if (former != null && !former.equals(entry.file())) {
                    return false;
                }
            }
        }
        return there.containsAll(contents);
    }

    /** Whether files have anything of a split. */
    static boolean have(List<ArrayFile> files, String split) {
        Function<String, Optional<String>> splits = splits(files);
        return entries(files).stream()
                .map(FileEntry::path)
                .filter(path -> path.size() > 1)
                .anyMatch(path -> is(splits, path.get(path.size() - 2), split));
    }

    private static boolean is(String name, String split) {
        return is(Spellings::split, name, split);
    }

    private static boolean is(Function<String, Optional<String>> splits, String name, String split) {
        return splits.apply(name).filter(split::equals).isPresent();
    }

    /** What the names mean that may be those of splits. */
    private static Function<String, Optional<String>> splits(List<ArrayFile> files) {
        return Spellings.splitsAmong(entries(files).stream()
                .map(FileEntry::path)
                .filter(path -> path.size() > 1)
                .map(path -> path.get(path.size() - 2))
                .distinct()
                .toList());
    }

    /** What files have and lack of contents that a training split must have; of several in one set, any will do. */
    static NearMiss nearMiss(List<ArrayFile> files, List<Set<String>> contents) {
        List<String> has = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        for (Set<String> content : contents) {
            String name = String.join(" or ", new TreeSet<>(content));
            boolean there = content.stream().anyMatch(one -> have(files, Set.of(one)));
            (there ? has : lacks).add(name);
        }
        List<String> others = entries(files).stream()
                .map(FileEntry::path)
                .filter(path -> path.size() > 1 && is(path.get(path.size() - 2), TRAINING))
                .map(path -> path.get(path.size() - 1))
                .filter(name -> contents.stream().noneMatch(content -> content.contains(name)))
                .limit(MOST_NAMES)
                .map(name -> Reason.shortened(name, LONGEST_NAME))
                .toList();
        if (!has.isEmpty() && !lacks.isEmpty() && !others.isEmpty()) {
            lacks.set(lacks.size() - 1, lacks.get(lacks.size() - 1) + " (beside them lie " + others + ")");
        }
        return new NearMiss(has, lacks);
    }

    private static List<FileEntry> entries(List<ArrayFile> files) {
        List<FileEntry> entries = new ArrayList<>();
        for (ArrayFile file : files) {
            for (NamedArray named : file.arrays()) {
                entries.add(new FileEntry(file.path(), named));
            }
        }
        return entries;
    }

    /**
     * The arrays of a split.
     *
     * @throws IOException when there are none, two have one name, or the split lies deeper
     */
    static SplitEntries of(List<ArrayFile> files, String split) throws IOException {
        Map<String, FileEntry> ofPart = new LinkedHashMap<>();
        Function<String, Optional<String>> splits = splits(files);
        for (FileEntry entry : entries(files)) {
            List<String> path = entry.path();
            if (path.size() > 2 && is(splits, path.get(path.size() - 2), split)) {
                String set = String.join("/", path.subList(0, path.size() - 2));
                throw entry.wrong(
                        "lies in '" + set + "', one of several data sets of this file; save one of them alone, "
                                + "such as data['" + path.get(0) + "']");
            } else if (path.size() == 2 && is(splits, path.get(0), split)) {
                FileEntry former = ofPart.putIfAbsent(path.get(1), entry);
                if (former != null) {
                    throw entry.wrong(
                            entry.file().equals(former.file())
                                    ? "is the same of the split " + split + " as "
                                            + former.named().name()
                                            + ", for " + entry.path().get(0) + " and "
                                            + former.path().get(0)
                                            + " both mean " + split + "; take one of the two out of the file"
                                    : "is in " + former.file() + " as well; leave one of the files out");
                }
            }
        }
        List<Path> paths = files.stream().map(ArrayFile::path).toList();
        if (ofPart.isEmpty()) {
            throw new IOException(named(paths) + " has no split '" + split + "' (" + Spellings.of(split)
                    + "); a feature file has the splits " + PARTS);
        }
        long samples = ofPart.values().stream()
                .map(entry -> entry.array().shape())
                .filter(shape -> shape.dimension() > 2)
                .mapToLong(shape -> shape.get(0))
                .max()
                .orElse(0);
        ofPart.replaceAll((content, entry) -> entry.withRowOf(samples));
        return new SplitEntries(split, paths, ofPart);
    }

    private static String named(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    String split() {
        return split;
    }

    /** The array of a content, which counts as taken. */
    Optional<FileEntry> find(String content) {
        FileEntry entry = entries.get(content);
        if (entry != null) {
            taken.put(content, entry);
        }
        return Optional.ofNullable(entry);
    }

    /** The arrays that were asked for, by content. */
    Map<String, FileEntry> taken() {
        return taken;
    }

    /**
     * The array of a content.
     *
     * @throws IOException when there is none
     */
    FileEntry get(String content) throws IOException {
        return find(content)
                .orElseThrow(() -> new IOException(named(files) + ": the split '" + split + "' has no '" + content
                        + "', only " + entries.keySet()));
    }

    /** Checks that arrays of certain contents have a row for each sample. */
    void checkRows(String content, Set<String> others) throws IOException {
        int rows = get(content).rows();
        for (String other : others) {
            FileEntry entry = entries.get(other);
            if (entry != null && entry.rows() != rows) {
                throw entry.wrong("has " + Quantity.of(entry.rows(), "sample") + ", but "
                        + get(content).named().name() + " has " + rows
                        + entry.apart(get(content).file()));
            }
        }
    }
}
