package org.derl.datasets.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.io.Quantity;

/**
 * A computational sequence of the CMU-MultimodalSDK: of each video, features (frames, size) and the interval
 * (frames, 2) in seconds that each of them is of. They lie at {@code root/data/video/features} and {@code intervals}.
 */
public final class ComputationalSequence {

    private static final String DATA = "data";
    private static final String FEATURES = "features";
    private static final String INTERVALS = "intervals";

    private final Path file;
    private final String root;
    private final Map<String, FileEntry> features;
    private final Map<String, FileEntry> intervals;

    private ComputationalSequence(
            Path file, String root, Map<String, FileEntry> features, Map<String, FileEntry> intervals) {
        this.file = file;
        this.root = root;
        this.features = features;
        this.intervals = intervals;
    }

    /** When something is, in seconds. */
    public record Interval(double start, double end) {

        /** The time halfway, in seconds. */
        public double middle() {
            return (start + end) / 2;
        }
    }

    /** Whether a file is one. */
    public static boolean is(ArrayFile file) {
        return file.arrays().stream().anyMatch(named -> isOf(named, FEATURES))
                && file.arrays().stream().anyMatch(named -> isOf(named, INTERVALS));
    }

    private static boolean isOf(NamedArray named, String content) {
        List<String> path = named.path();
        return path.size() == 4 && path.get(1).equals(DATA) && path.get(3).equals(content);
    }

    /**
     * The sequence of a file.
     *
     * @throws IOException when a video lacks features or intervals
     */
    public static ComputationalSequence of(ArrayFile file) throws IOException {
        Map<String, FileEntry> features = new LinkedHashMap<>();
        Map<String, FileEntry> intervals = new LinkedHashMap<>();
        String root = "";
        for (NamedArray named : file.arrays()) {
            FileEntry entry = new FileEntry(file.path(), named);
            if (isOf(named, FEATURES)) {
                root = named.path().get(0);
                features.put(named.path().get(2), entry);
            } else if (isOf(named, INTERVALS)) {
                intervals.put(named.path().get(2), entry);
            }
        }
        for (Map.Entry<String, FileEntry> video : features.entrySet()) {
            if (video.getKey().endsWith("]")) {
                throw video.getValue().wrong("is of a segment; give the sequences as they were before any alignment");
            }
            FileEntry times = intervals.get(video.getKey());
            if (times == null || times.rows() != video.getValue().rows()) {
                throw video.getValue().wrong("has no intervals, or not as many; if it was cut off, copy it again");
            }
        }
        return new ComputationalSequence(file.path(), root, features, intervals);
    }

    /** The name of its file and its own, in lower case: what tells what it is. */
    String names() {
        return (file.getFileName() + " " + root).toLowerCase(Locale.ROOT);
    }

    /** The file that it is of. */
    public Path file() {
        return file;
    }

    /** The videos, in the order of the file. */
    public Set<String> videos() {
        return features.keySet();
    }

    /** Whether its features are words. */
    public boolean isText() {
        return features.values().stream().allMatch(entry -> entry.array() instanceof TextArray);
    }

    /** The intervals of a video, in the order of the file. */
    public Interval[] intervals(String video) throws IOException {
        FileEntry entry = entry(intervals, video);
        NumberArray numbers = entry.numbers(2);
        if (numbers.shape().get(1) != 2) {
            throw entry.wrong("has the shape " + numbers.shape() + "; an interval is a start and an end");
        }
        double[] times = new double[2 * entry.rows()];
        numbers.doubles(0, times, 0, times.length);
        Interval[] result = new Interval[entry.rows()];
        for (int i = 0; i < result.length; i++) {
            result[i] = new Interval(times[2 * i], times[2 * i + 1]);
            if (!(result[i].start() <= result[i].end()) || Double.isInfinite(times[2 * i + 1] - times[2 * i])) {
                throw entry.wrong("lasts from " + times[2 * i] + " to " + times[2 * i + 1] + " in its row " + i
                        + ", counted from 0");
            }
        }
        return result;
    }

    /** The words of a video. */
    public List<String> texts(String video) throws IOException {
        FileEntry entry = entry(features, video);
        List<String> texts = entry.texts();
        if (texts.size() != entry.rows()) {
            throw entry.wrong("has the shape " + entry.array().shape() + ", but one word an interval belongs there");
        }
        return texts;
    }

    /** The label of each interval of a video. */
    public List<Double> labels(String video, LabelColumn column) throws IOException {
        return column.of(entry(features, video));
    }

    /** The features of a video, (frames, size). */
    NumberArray numbers(String video) throws IOException {
        return entry(features, video).numbers(2);
    }

    /**
     * The size of a frame's features.
     *
     * @throws IOException when videos differ in it
     */
    public int size() throws IOException {
        long size = 0;
        for (String video : features.keySet()) {
            long of = numbers(video).shape().get(1);
            if (size != 0 && of != size) {
                throw entry(features, video)
                        .wrong("has " + Quantity.of(of, "feature") + " a frame, but other videos have " + size);
            }
            size = of;
        }
        return Math.toIntExact(size);
    }

    private FileEntry entry(Map<String, FileEntry> entries, String video) {
        FileEntry entry = entries.get(video);
        if (entry == null) {
            throw new IllegalArgumentException(file + " has no video " + video);
        }
        return entry;
    }
}
