package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.Spellings;
import org.derl.io.Quantity;

/** Finds and opens the data files of places: files, and folders of them. */
final class Places {

    /** How deep folders within a place are looked through. */
    private static final int DEEPEST = 6;

    /** A folder of more files right within it has one for each clip. */
    private static final int FEW = 24;

    private final ClipColumns columns = new ClipColumns(
            "run OpenFace with the same options on all clips, or import those of each kind as a data set of their own");

    private final FileFormats formats;
    private final List<ArrayFile> opened;
    private final Map<Path, String> passedOver;

    /**
     * What is found is added to lists.
     *
     * @param opened takes the files, which are to be closed
     * @param passedOver takes what lies in a folder and is not read, and why
     */
    Places(FileFormats formats, List<ArrayFile> opened, Map<Path, String> passedOver) {
        this.formats = formats;
        this.opened = opened;
        this.passedOver = passedOver;
    }

    /** Opens a file, or what a folder stands for. */
    void open(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new NoSuchFileException(place.toString(), null, "there is no such file");
        } else if (!Files.isDirectory(place)) {
            opened.add(formats.open(place));
            return;
        }
        int before = opened.size();
        List<Path> known = new ArrayList<>();
        List<Path> clips = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        for (Path entry : content(place)) {
            if (Files.isDirectory(entry)) {
                folders.add(entry);
            } else if (formats.isClip(entry)) {
                clips.add(entry);
            } else if (formats.know(entry)) {
                known.add(entry);
            } else {
                passedOver.put(entry, formats.passedOver(entry));
            }
        }
        if (known.size() > FEW) {
            opened.add(ArrayFolder.open(formats, place, known, columns));
        } else {
            for (Path file : known) {
                opened.add(formats.open(file));
            }
        }
        for (Path folder : folders) {
            within(folder, place, clips);
        }
        for (Map.Entry<Path, List<Path>> together : together(place, clips).entrySet()) {
            opened.add(ArrayFolder.open(formats, together.getKey(), together.getValue(), columns));
        }
        if (opened.size() == before) {
            throw new IOException(place + " holds no data file right within it; name a file, or a folder that does"
                    + passedOver.entrySet().stream()
                            .findFirst()
                            .map(first -> ". " + first.getKey().getFileName() + " in it: " + first.getValue())
                            .orElse(""));
        }
    }

    /** Clips by the folder that is read as one file: the one in the place that holds all of a kind, or the place. */
    private static Map<Path, List<Path>> together(Path place, List<Path> clips) {
        Map<String, Set<Path>> homes = new HashMap<>();
        for (Path clip : clips) {
            homes.computeIfAbsent(kind(clip), any -> new HashSet<>()).add(home(place, clip));
        }
        Map<Path, List<Path>> together = new TreeMap<>();
        for (Path clip : clips) {
            boolean alone = homes.getOrDefault(kind(clip), Set.of()).size() == 1;
            together.computeIfAbsent(alone ? home(place, clip) : place, any -> new ArrayList<>())
                    .add(clip);
        }
        return together;
    }

    /** By the ending of its name, for no clip is opened before all are found. */
    private static String kind(Path clip) {
        String name = String.valueOf(clip.getFileName()).toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.(gz|xz)$", "").replaceFirst(".*\\.", "");
    }

    private static Path home(Path place, Path clip) {
        Path within = place.relativize(clip);
        return within.getNameCount() == 1 ? place : place.resolve(within.getName(0));
    }

    /**
     * Opens a folder within a place, where names say of what its files are.
     *
     * @param clips takes files of one clip each, which say it themselves
     */
    private void within(Path folder, Path place, List<Path> clips) throws IOException {
        List<Path> files = new ArrayList<>();
        collect(folder, place, 1, files, clips);
        if (!files.isEmpty()) {
            opened.add(ArrayFolder.open(formats, folder, files, columns));
        }
    }

    private void collect(Path folder, Path place, int depth, List<Path> files, List<Path> clips) throws IOException {
        boolean told = false;
        for (Path name : place.relativize(folder)) {
            told |= Spellings.modalityWithin(name.toString()).isPresent()
                    || Spellings.splitWithin(name.toString()).isPresent();
        }
        List<Path> untold = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        for (Path entry : content(folder)) {
            if (Files.isDirectory(entry) && depth < DEEPEST) {
                collect(entry, place, depth + 1, files, clips);
            } else if (Files.isDirectory(entry)) {
                passedOver.put(
                        entry, "a folder more than " + DEEPEST + " below " + place + "; name it to have it read");
            } else if (formats.isClip(entry)) {
                clips.add(entry);
            } else if (!told) {
                untold.add(entry);
            } else {
                (formats.know(entry) ? files : unknown).add(entry);
            }
        }
        if (!untold.isEmpty()) {
            passedOver.put(
                    folder,
                    "a folder within whose name tells no modality or split, with "
                            + Quantity.of(untold.size(), "file") + ", such as "
                            + untold.get(0).getFileName() + "; name files to have them read");
        }
        if (!unknown.isEmpty()) {
            String others = unknown.size() == 1 ? "" : "; so are " + (unknown.size() - 1) + " others beside it";
            passedOver.put(unknown.get(0), formats.passedOver(unknown.get(0)) + others);
        }
    }

    /** What lies right within a folder and is not hidden, a link that leads nowhere and a device left out. */
    private static List<Path> content(Path folder) throws IOException {
        List<Path> content = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (!Files.isHidden(entry)
                        && (Files.isRegularFile(entry) || (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)))) {
                    content.add(entry);
                }
            }
        }
        return content;
    }
}
