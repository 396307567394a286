package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.derl.datasets.layout.ComputationalSequence;
import org.derl.datasets.layout.ComputationalSequence.Interval;

/** A word of the SDK's word times, or a pause. */
record SpokenWord(String word, Interval interval) {

    private static final String PAUSE = "sp";

    /** Those of a video, in the order of the file; none where the file has nothing of it. */
    static List<SpokenWord> of(ComputationalSequence words, String video) throws IOException {
        List<SpokenWord> spoken = new ArrayList<>();
        if (!words.videos().contains(video)) {
            return spoken;
        }
        List<String> texts = words.texts(video);
        Interval[] intervals = words.intervals(video);
        for (int i = 0; i < intervals.length; i++) {
            String word = texts.get(i).strip();
            if (word.isEmpty()) {
                throw new IOException(words.file() + ": row " + i + " of the video " + video
                        + ", counted from 0, is no word; if the file is damaged, copy it again");
            }
            spoken.add(new SpokenWord(word, intervals[i]));
        }
        return spoken;
    }

    /** The words of a segment: those whose middle lies within it, else those that it touches. */
    static String transcript(List<SpokenWord> spoken, Interval segment) {
        String within = transcript(
                spoken,
                word -> word.interval().middle() >= segment.start()
                        && word.interval().middle() < segment.end());
        return !within.isEmpty()
                ? within
                : transcript(
                        spoken,
                        word -> word.interval().start() <= segment.end()
                                && word.interval().end() >= segment.start());
    }

    private static String transcript(List<SpokenWord> spoken, Predicate<SpokenWord> chosen) {
        return spoken.stream()
                .filter(word -> !word.word().equals(PAUSE))
                .filter(chosen)
                .map(SpokenWord::word)
                .collect(Collectors.joining(" "));
    }
}
