package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Formats;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.data.file.FileFormat.Unpacked;

/** The formats and layouts of the catalog, by name, with the settings that are theirs unless told otherwise. */
final class FileFormats {

    /** A name without any ending, by which no format can know a file. */
    private static final Path NAMELESS = Path.of("file");

    /** Names of recordings, packed or not. */
    private static final Pattern RECORDING = Pattern.compile("(?i).*\\.wav(\\.gz|\\.xz)?");

    private final List<Known> formats = new ArrayList<>();
    private final Map<String, FeatureLayout> layouts;

    private record Known(String name, FileFormat format) {}

    /**
     * All of them.
     *
     * @throws IllegalArgumentException when settings name a format or layout that is none
     */
    FileFormats(Formats all) {
        all.formats().forEach((name, format) -> formats.add(new Known(name, format)));
        layouts = all.layouts();
    }

    /** Whether some format knows a file, or its name promises data that it does not hold. */
    boolean know(Path file) throws IOException {
        FileStart start = FileStart.of(file);
        return start.foreign().isPresent()
                ? knownByContent(start) || start.promisesData()
                : !recognizing(file, start).isEmpty();
    }

    /** Whether a file is of one clip by its format. */
    boolean isOfOneClip(Path file) throws IOException {
        List<Known> known = recognizing(file, FileStart.of(file));
        return known.size() == 1
                && (known.get(0).format().isOfOneClip()
                        || isOfOneClip(known.get(0).format(), file));
    }

    /** Whether what is packed in a file is of one clip. */
    private boolean isOfOneClip(FileFormat packing, Path file) {
        try {
            Optional<byte[]> start = packing.startWithin(file);
            return start.isPresent()
                    && formats.stream()
                            .map(Known::format)
                            .anyMatch(format -> format.isOfOneClip() && format.recognizes(NAMELESS, start.get()));
        } catch (IOException e) {
            return false; // whoever opens it says what is wrong
        }
    }

    /** Whether a file is of one clip, or its name promises it, so that its error is told where it is none. */
    boolean isClip(Path file) throws IOException {
        return RECORDING.matcher(file.toString()).matches() || isOfOneClip(file);
    }

    /**
     * Opens a file by the format that knows it.
     *
     * @throws IOException also when no format knows it, or several do; the message says what it looks like
     */
    ArrayFile open(Path file) throws IOException {
        FileStart start = FileStart.of(file);
        Optional<String> foreign = start.foreign();
        if (foreign.isPresent() && !knownByContent(start)) {
            throw new IOException(file + " " + foreign.get());
        }
        List<Known> known = recognizing(file, start);
        if (known.isEmpty()) {
            throw new IOException(
                    file + " " + start.looks() + "; files of these formats can be read: " + names(formats, ", "));
        } else if (known.size() > 1) {
            throw new IOException(file + " may be of the format " + names(known, " or ")
                    + "; end its name with the one that it is, such as ."
                    + known.get(0).name());
        }
        FileFormat format = known.get(0).format();
        Unpacked unpacked = format.unpack(file);
        return unpacked == null ? format.open(file) : UnpackedFile.open(file, unpacked, this::open);
    }

    /** The layouts that files fit, by name; general ones only where no other fits. */
    Map<String, FeatureLayout> fitting(List<ArrayFile> files) {
        Map<String, FeatureLayout> fitting = new TreeMap<>(layouts);
        fitting.values().removeIf(layout -> layout.isGeneral() || !layout.fits(files));
        if (fitting.isEmpty()) {
            fitting.putAll(layouts);
            fitting.values().removeIf(layout -> !layout.isGeneral() || !layout.fits(files));
        }
        return fitting;
    }

    /** What a file is that none of them knows, in words that go on after its name. */
    String passedOver(Path file) throws IOException {
        FileStart start = FileStart.of(file);
        return start.foreign().orElse(start.passedOver());
    }

    private boolean knownByContent(FileStart start) {
        byte[] bytes = start.bytes();
        return formats.stream().anyMatch(known -> known.format().recognizes(NAMELESS, bytes));
    }

    /** The layout that files have most of, by its share of what there must be; a general one where no other is near. */
    Optional<Nearest> nearest(List<ArrayFile> files) {
        return nearest(files, false).or(() -> nearest(files, true));
    }

    private Optional<Nearest> nearest(List<ArrayFile> files, boolean general) {
        return layouts.entrySet().stream()
                .filter(layout -> layout.getValue().isGeneral() == general)
                .map(layout -> new Nearest(layout.getKey(), layout.getValue().nearMiss(files)))
                .filter(nearest -> nearest.miss().nearness() > 0)
                .max(Comparator.comparing(nearest -> nearest.miss().nearness()));
    }

    /** What a file holds says more than how it is called; where both leave a choice, its name's ending decides. */
    private List<Known> recognizing(Path file, FileStart start) {
        byte[] bytes = start.bytes();
        List<Known> all = formats.stream()
                .filter(known -> known.format().recognizes(file, bytes))
                .toList();
        List<Known> byContent = narrowed(all, known -> known.format().recognizes(NAMELESS, bytes));
        return narrowed(byContent, known -> file.toString().endsWith("." + known.name()));
    }

    private static List<Known> narrowed(List<Known> known, Predicate<Known> rule) {
        List<Known> left = known.stream().filter(rule).toList();
        return left.isEmpty() ? known : left;
    }

    private static String names(List<Known> known, String between) {
        return known.stream().map(Known::name).collect(Collectors.joining(between));
    }
}
