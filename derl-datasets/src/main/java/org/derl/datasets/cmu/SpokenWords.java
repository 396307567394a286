package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.layout.ComputationalSequence.Interval;

/** When each word of each video is spoken, and what that timing says of a segment. */
final class SpokenWords {

    /** The numbers of a step, in order. */
    static final List<String> COLUMNS = List.of(
            "log(duration + 0.01)",
            "log(pause before + 0.01)",
            "log(pause after + 0.01)",
            "log((duration + 0.01) / characters)",
            "characters");

    private static final String PAUSE = "sp";
    private static final double MARGIN = 0.05;
    private static final double SHORTEST = 0.01;

    private final Map<String, List<Word>> byVideo;

    private record Word(double start, double end, String word) {

        boolean isWithin(double from, double to) {
            double middle = (start + end) / 2;
            return middle >= from - MARGIN && middle <= to + MARGIN;
        }
    }

    private SpokenWords(Map<String, List<Word>> byVideo) {
        this.byVideo = byVideo;
    }

    /** Reads the columns {@code video_id}, {@code start}, {@code end} (seconds) and {@code word}. */
    static SpokenWords read(Path file) throws IOException {
        Map<String, List<Word>> byVideo = new HashMap<>();
        for (Row row : CsvFile.withHeader(file, List.of("video_id", "start", "end", "word"))) {
            Word word = new Word(row.finite("start"), row.finite("end"), row.text("word"));
            if (word.end() < word.start() || word.word().isEmpty()) {
                throw row.wrong("the word '" + word.word() + "' lasts from " + word.start() + " to " + word.end());
            }
            if (!word.word().equals(PAUSE)) {
                byVideo.computeIfAbsent(row.text("video_id"), video -> new ArrayList<>())
                        .add(word);
            }
        }
        byVideo.values().forEach(words -> words.sort(Comparator.comparingDouble(Word::start)));
        return new SpokenWords(byVideo);
    }

    /** The timing of a segment, (words, 5): a step for each word whose middle lies within it, or hardly outside. */
    float[] timing(String video, double start, double end) {
        List<Word> words = byVideo.getOrDefault(video, List.of());
        List<float[]> steps = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isWithin(start, end)) {
                steps.add(step(words, i));
            }
        }
        float[] timing = new float[steps.size() * COLUMNS.size()];
        for (int i = 0; i < steps.size(); i++) {
            System.arraycopy(steps.get(i), 0, timing, i * COLUMNS.size(), COLUMNS.size());
        }
        return timing;
    }

    /** When the words of a segment are spoken: those that it has the timing of. */
    List<Interval> intervals(String video, double start, double end) {
        return byVideo.getOrDefault(video, List.of()).stream()
                .filter(word -> word.isWithin(start, end))
                .map(word -> new Interval(word.start(), word.end()))
                .toList();
    }

    private static float[] step(List<Word> words, int i) {
        Word word = words.get(i);
        double before = i == 0 ? 0 : pause(words.get(i - 1), word);
        double after = i == words.size() - 1 ? 0 : pause(word, words.get(i + 1));
        double duration = word.end() - word.start();
        int characters = word.word().length();
        return new float[] {
            (float) StrictMath.log(duration + SHORTEST),
            (float) StrictMath.log(before + SHORTEST),
            (float) StrictMath.log(after + SHORTEST),
            (float) StrictMath.log((duration + SHORTEST) / characters),
            characters
        };
    }

    private static double pause(Word one, Word next) {
        return Math.max(0, next.start() - one.end());
    }
}
