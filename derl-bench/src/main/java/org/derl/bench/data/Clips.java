package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.configuration.Formats;
import org.derl.data.file.ArrayFile;

/** Files of one clip each, such as recordings, by the names of the clips. */
public final class Clips {

    private static final int DEEPEST = 6;
    private static final Pattern PACKED = Pattern.compile("(?i)(?<=.)\\.(gz|xz)$");

    private final FileFormats formats;
    private final ClipRemarks remarks = new ClipRemarks();
    private final Map<String, Path> files = new LinkedHashMap<>();

    private Clips(FileFormats formats) {
        this.formats = formats;
    }

    /** What is done with a clip. */
    @FunctionalInterface
    public interface Action {
        void accept(String id, ArrayFile clip) throws IOException;
    }

    /**
     * Finds clips.
     *
     * @param places files, and folders that hold some at whatever depth beside others, which are passed over
     * @throws IOException when there are none, or two of one name; the message names them
     */
    public static Clips in(Formats known, List<Path> places) throws IOException {
        Clips clips = new Clips(new FileFormats(known));
        for (Path place : places) {
            int before = clips.files.size();
            clips.find(place);
            if (clips.files.size() == before) {
                throw new IOException(place + " holds no recording (WAV) and no file of OpenFace (CSV)");
            }
        }
        return clips;
    }

    private void find(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new NoSuchFileException(place.toString(), null, "there is no such file");
        } else if (!Files.isDirectory(place)) {
            add(place); // of whatever kind: its error says what it is
            return;
        }
        List<Path> entries;
        try (Stream<Path> all = Files.walk(place, DEEPEST)) {
            entries = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path entry : entries) {
            if (formats.isClip(entry)) {
                add(entry);
            }
        }
    }

    private void add(Path file) throws IOException {
        Path former = files.putIfAbsent(id(file), file);
        if (former != null) {
            throw new IOException(file + " and " + former + " are two clips of one name; rename one of them, or"
                    + " name the files or the folder of one kind alone");
        }
    }

    /** What a file calls the clip that it is of: its own name, without the ending, nor that of what packed it. */
    static String id(Path file) {
        String name = PACKED.matcher(String.valueOf(file.getFileName())).replaceFirst("");
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** How many there are. */
    public int size() {
        return files.size();
    }

    /** Reads one after the other; what cannot be read is kept in mind. */
    public void each(Action action) throws IOException {
        for (Map.Entry<String, Path> clip : files.entrySet()) {
            Optional<ArrayFile> opened = remarks.open(formats, clip.getValue());
            if (opened.isPresent()) {
                try (ArrayFile file = opened.get()) {
                    action.accept(clip.getKey(), file);
                }
            }
        }
    }

    /** What is to be said of those that were read. */
    public List<String> remarks() {
        return remarks.lines();
    }

    /** What is wrong with those that could not be read. */
    public List<String> damaged() {
        return remarks.damaged();
    }
}
