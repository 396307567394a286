package org.derl.datasets.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.data.file.Reading;
import org.derl.data.file.Reading.Origin;

/** Collects what a layout takes out of files, those of one meaning together. */
public final class ReadingList {

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** Nothing yet. */
    public ReadingList() {}

    private record Line(String meaning, Set<Origin> origins, Set<String> remarks) {}

    /** Takes an array for something. */
    public void add(String meaning, FileEntry entry, String... remarks) {
        add(meaning, entry.file(), entry.named().name(), remarks);
    }

    /** Takes what lies below a name in a file, all of it where that is empty. */
    public void add(String meaning, Path file, String array, String... remarks) {
        put(meaning, meaning, file, array, remarks);
    }

    /** Says something more of all that was taken for something. */
    public void add(String meaning, String remark) {
        line(meaning, meaning).remarks().add(remark);
    }

    /** Leaves an array out; those of one file and reason together. */
    public void leaveOut(FileEntry entry, String why) {
        put(entry.file() + why, Reading.LEFT_OUT, entry.file(), entry.named().name(), why);
    }

    /** Says of an array that it may be features, but that nothing tells of which modality. */
    public void notRead(FileEntry entry, String why) {
        put(
                Reading.NOT_READ + why,
                Reading.NOT_READ,
                entry.file(),
                entry.named().name(),
                why);
    }

    private void put(String key, String meaning, Path file, String array, String... remarks) {
        Line line = lines.computeIfAbsent(key, any -> new Line(meaning, new LinkedHashSet<>(), new LinkedHashSet<>()));
        line.origins().add(new Origin(file, array));
        line.remarks().addAll(List.of(remarks));
    }

    /**
     * Takes the arrays of a split.
     *
     * @param meanings of contents, where these are no meanings themselves
     */
    void add(SplitEntries entries, Map<String, String> meanings) {
        Line splits =
                lines.computeIfAbsent("split", any -> new Line("split", new LinkedHashSet<>(), new LinkedHashSet<>()));
        entries.taken().forEach((content, entry) -> {
            List<String> path = entry.path();
            splits.remarks().add(renamed(path.get(0), entries.split()));
            String meaning = meanings.getOrDefault(content, content);
            String called = path.get(path.size() - 1);
            if (called.equals(content)) {
                add(meaning, entry);
            } else {
                add(meaning, entry, renamed(called, content));
            }
        });
    }

    private Line line(String key, String meaning) {
        return lines.computeIfAbsent(key, any -> new Line(meaning, new LinkedHashSet<>(), new LinkedHashSet<>()));
    }

    private static String renamed(String written, String meant) {
        return written.equals(meant) ? written : written + " is " + meant;
    }

    /** The lines. What is left out comes last. */
    List<Reading> readings() {
        List<Reading> taken = new ArrayList<>();
        List<Reading> left = new ArrayList<>();
        for (Line line : lines.values()) {
            (line.meaning().equals(Reading.LEFT_OUT) ? left : taken)
                    .add(new Reading(line.meaning(), List.copyOf(line.origins()), String.join("; ", line.remarks())));
        }
        taken.addAll(left);
        return taken;
    }
}
