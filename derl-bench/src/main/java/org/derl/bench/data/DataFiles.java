package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.configuration.Formats;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.Reading;

/** Open data files, and what they mean together. */
public final class DataFiles implements AutoCloseable {

    private final FileFormats formats;
    private final List<ArrayFile> files;
    private final Map<Path, String> passedOver;

    private DataFiles(FileFormats formats, List<ArrayFile> files, Map<Path, String> passedOver) {
        this.formats = formats;
        this.files = List.copyOf(files);
        this.passedOver = passedOver;
    }

    /**
     * Opens files, each by the format that knows it.
     *
     * @param known the formats and layouts at hand
     * @param places files, and folders, which mean all files right within them that some format knows
     * @throws IOException when a file is not there, no format knows it, or its format refuses it; the message names it
     */
    public static DataFiles open(Formats known, List<Path> places) throws IOException {
        FileFormats formats = new FileFormats(known);
        List<ArrayFile> opened = new ArrayList<>();
        Map<Path, String> passedOver = new LinkedHashMap<>();
        try {
            Places found = new Places(formats, opened, passedOver);
            for (Path place : places) {
                found.open(place);
            }
        } catch (IOException | RuntimeException e) {
            try {
                close(opened);
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
        return new DataFiles(formats, opened, passedOver);
    }

    /** The files, in the order of the places that were named. */
    public List<ArrayFile> files() {
        return files;
    }

    /** Where they lie. */
    public List<Path> paths() {
        return files.stream().map(ArrayFile::path).toList();
    }

    /**
     * What the files mean together; nothing where they are arrays that no layout knows. It can be read until these
     * files are closed.
     *
     * @throws IOException when the arrays do not go together, several layouts fit them, or a file of one clip was named
     *     beside others
     */
    public Optional<FeatureFile> features() throws IOException {
        return features(files);
    }

    /**
     * The same of some of the files, and of what is put in the place of others.
     *
     * @throws IOException as {@link #features()}
     */
    public Optional<FeatureFile> features(List<ArrayFile> some) throws IOException {
        for (Path file : files.size() > 1 ? paths() : List.<Path>of()) {
            if (!Files.isDirectory(file) && formats.isOfOneClip(file)) {
                throw new IOException(file + " is of one clip, and does not say of which where it is named by itself;"
                        + " name its folder in its place, in which names of files are the ids of clips");
            }
        }
        Map<String, FeatureLayout> fitting = formats.fitting(some);
        if (fitting.size() > 1) {
            throw new IOException(paths() + " fit several layouts: " + String.join(", ", fitting.keySet())
                    + "; name only the files that belong together");
        }
        for (FeatureLayout layout : fitting.values()) {
            return Optional.of(layout.read(some).withAllOf(some));
        }
        return Optional.empty();
    }

    /** The layout that files come nearest to, where none fits. */
    public Optional<Nearest> nearest() {
        return formats.nearest(files);
    }

    /**
     * What became of all that there is: what formats say of their files, what arrays mean, and what was passed over.
     *
     * @param features what the files mean together, if that is known
     */
    public List<Reading> readings(Optional<FeatureFile> features) {
        List<Reading> readings = new ArrayList<>();
        features.ifPresent(known -> readings.addAll(known.readings()));
        for (ArrayFile file : files) {
            for (String remark : file.remarks()) {
                readings.add(new Reading("file", file.path(), List.of(""), remark));
            }
        }
        passedOver.forEach((path, why) -> readings.add(new Reading(Reading.LEFT_OUT, path, List.of(""), why)));
        return readings;
    }

    @Override
    public void close() throws IOException {
        close(files);
    }

    private static void close(List<ArrayFile> files) throws IOException {
        IOException failure = null;
        for (ArrayFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
