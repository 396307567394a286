package org.derl.bench.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.EarlierTrials;
import org.derl.bench.text.Words;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;

/** What becomes of finished trials of an earlier run that were made with something else. */
public enum OnEarlierTrials {

    /** Nothing is trained, and the user decides. */
    REFUSE,

    /** They are used as they are. */
    KEEP,

    /** They are trained anew; where there are none, all trials are. */
    AGAIN;

    /** By the options of a command. */
    public static OnEarlierTrials of(boolean keep, boolean again) {
        if (keep && again) {
            throw new IllegalArgumentException("--keep and --again exclude each other");
        }
        return keep ? KEEP : again ? AGAIN : REFUSE;
    }

    /**
     * Refuses to go on where the user is to decide.
     *
     * @param folder where they are
     * @throws IllegalArgumentException that says what they were made with, and what can be done
     */
    public void check(EarlierTrials earlier, Path folder) {
        int others = earlier.others().size();
        boolean one = others == 1;
        if (this == KEEP) {
            refuse(earlier, folder, earlier.othersWithoutTest(), "they stopped at the validation split");
            refuse(
                    earlier,
                    folder,
                    earlier.othersOfOtherSamples(),
                    "their samples or labels are not those of this data set, beside which no table holds them");
        }
        if (this == REFUSE && others > 0) {
            throw new IllegalArgumentException(Words.count(others, "finished trial") + " in " + folder
                    + (one ? " was" : " were") + " made with something else:\n  "
                    + String.join("\n  ", earlier.othersInWords())
                    + "\n--keep uses " + (one ? "it as it is" : "them as they are")
                    + ", --again trains anew, --out DIR trains into another folder");
        }
    }

    private static void refuse(EarlierTrials earlier, Path folder, long useless, String why) {
        int others = earlier.others().size();
        if (useless > 0) {
            throw new IllegalArgumentException("--keep cannot use " + useless + " of the "
                    + Words.count(others, "finished trial") + " in " + folder + " that "
                    + (others == 1 ? "was" : "were") + " made with something else: " + why
                    + "; --again trains anew, --out DIR into another folder");
        }
    }

    /** The trials that need not be trained. */
    public Map<Trial, TrialResult> finished(EarlierTrials earlier) {
        return switch (this) {
            case REFUSE -> earlier.same();
            case KEEP -> earlier.all();
            case AGAIN -> earlier.others().isEmpty() ? Map.of() : earlier.same();
        };
    }

    /**
     * How a user goes on after an interrupt: where nothing is left that was made with something else, all is anew by
     * --again.
     */
    public String goingOn() {
        return this == AGAIN
                ? "the same command without --again goes on from there, or says what is left to train anew"
                : "the same command goes on from there";
    }

    /** What is to be said below a table of those that are used. */
    public List<String> remarks(EarlierTrials earlier) {
        return this == KEEP
                ? earlier.othersInWords().stream()
                        .map(line -> "Made with something else, and kept: " + line + ".")
                        .toList()
                : List.of();
    }
}
