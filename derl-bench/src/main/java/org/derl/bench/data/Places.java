package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.Spellings;

/** Finds and opens the data files of places: files, and folders of them. */
final class Places {

    /** How deep folders within a place are looked through. */
    private static final int DEEPEST = 6;

    /** A folder of more files right within it has one for each clip. */
    private static final int FEW = 24;

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
            } else if (formats.know(entry)) {
                (formats.isOfOneClip(entry) ? clips : known).add(entry);
            } else {
                passedOver.put(entry, formats.passedOver(entry));
            }
        }
        if (known.size() > FEW) {
            opened.add(ArrayFolder.open(formats, place, known));
        } else {
            for (Path file : known) {
                opened.add(formats.open(file));
            }
        }
        if (!clips.isEmpty()) {
            opened.add(ArrayFolder.open(formats, place, clips));
        }
        for (Path folder : folders) {
            within(folder, place);
        }
        if (opened.size() == before) {
            throw new IOException(place + " holds no data file right within it; name a file, or a folder that does"
                    + passedOver.entrySet().stream()
                            .findFirst()
                            .map(first -> ". " + first.getKey().getFileName() + " in it: " + first.getValue())
                            .orElse(""));
        }
    }

    /** Opens a folder within a place, where names say of what its files are. */
    private void within(Path folder, Path place) throws IOException {
        List<Path> files = new ArrayList<>();
        collect(folder, place, 1, files);
        if (!files.isEmpty()) {
            opened.add(ArrayFolder.open(formats, folder, files));
        }
    }

    private void collect(Path folder, Path place, int depth, List<Path> files) throws IOException {
        boolean told = false;
        for (Path name : place.relativize(folder)) {
            told |= Spellings.modalityWithin(name.toString()).isPresent()
                    || Spellings.splitWithin(name.toString()).isPresent();
        }
        boolean left = false;
        for (Path entry : content(folder)) {
            if (Files.isDirectory(entry)) {
                if (depth < DEEPEST) {
                    collect(entry, place, depth + 1, files);
                }
            } else if (!told) {
                left = true;
            } else if (formats.know(entry)) {
                files.add(entry);
            }
        }
        if (left) {
            passedOver.put(
                    folder, "a folder within whose name tells no modality or split; name its files to have them read");
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
