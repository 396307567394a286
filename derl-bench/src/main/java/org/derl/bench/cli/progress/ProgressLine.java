package org.derl.bench.cli.progress;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one line that says how far a comparison is, as fully as there is room. */
final class ProgressLine {

    private static final long SECONDS_IN_WORDS = 90;
    private static final long MINUTES_IN_WORDS = 90;

    private ProgressLine() {}

    /**
     * The line.
     *
     * @param columns how wide it may be
     * @param done the share of the work that is done
     * @param left how long the rest takes, as far as that is known
     * @param trial that has moved last
     * @param others how many more run
     */
    static String of(int columns, double done, Optional<Duration> left, String trial, TrialCourse course, int others) {
        String begin = Math.round(100 * done) + " %"
                + left.map(time -> ", " + inWords(time)).orElse("");
        List<String> courses = course.inWords();
        String shortest = begin + "; " + trial + " " + courses.get(courses.size() - 1);
        if (others > 0) {
            String full = begin + "; " + trial + ": " + courses.get(0) + "; " + others + " more";
            if (full.length() <= columns) {
                return full;
            }
        }
        for (String words : courses) {
            String line = begin + "; " + trial + " " + words;
            if (line.length() <= columns) {
                return line;
            }
        }
        return shortest.substring(0, Math.min(columns, shortest.length()));
    }

    /** Such as "about 3 min left". */
    static String inWords(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        if (seconds < SECONDS_IN_WORDS) {
            return "about " + (seconds < 10 ? seconds : (seconds + 2) / 5 * 5) + " s left";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < MINUTES_IN_WORDS
                ? "about " + minutes + " min left"
                : "about " + Math.round(minutes / 60.0) + " h left";
    }
}
