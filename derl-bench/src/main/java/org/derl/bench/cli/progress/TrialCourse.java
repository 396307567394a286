package org.derl.bench.cli.progress;

import java.util.List;
import java.util.Locale;
import org.derl.bench.train.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How far the training of a trial is.
 *
 * @param epoch the one that runs, from 1
 * @param last what is known of the last one that has ended; null where none has
 * @param best the validation error of the epoch whose weights would predict now; not a number where none has ended
 */
record TrialCourse(int epoch, Progress.@Nullable Epoch last, double best) {

    /** One that begins. */
    static final TrialCourse BEGINNING = new TrialCourse(1, null, Double.NaN);

    /** The same after an epoch. */
    TrialCourse after(Progress.Epoch ended) {
        boolean isBest = ended.best() || Double.isNaN(best);
        return new TrialCourse(ended.epoch(), ended, isBest ? ended.validationError() : best);
    }

    /** The same within an epoch. */
    TrialCourse within(int running) {
        return new TrialCourse(running, last, best);
    }

    /** In words, from the longest to the shortest. */
    List<String> inWords() {
        if (last == null) {
            return List.of("epoch " + epoch);
        }
        String loss = number(", loss ", last.trainingLoss());
        String error = number("MAE ", last.validationError());
        String least = number(", best ", best);
        String short1 = epoch + "/" + last.epochs();
        return List.of(
                "epoch " + epoch + " of " + last.epochs() + loss + ", validation " + error + least,
                "epoch " + short1 + loss + ", validation " + error + least,
                "epoch " + short1 + loss + ", " + error + least,
                short1 + loss + ", " + error + least,
                short1 + loss + ", " + error,
                short1 + ", " + error,
                short1);
    }

    private static String number(String before, double value) {
        return String.format(Locale.ROOT, "%s%.3f", before, value);
    }
}
