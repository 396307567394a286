package org.derl.bench.page;

import java.io.IOException;
import org.derl.bench.history.EpochHistory;
import org.derl.bench.merging.TrialPlaces;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.eval.Predictions;

/**
 * A trial of a row.
 *
 * @param place of its seed among all seeds of the comparison, from 0; the same seed looks the same everywhere
 * @param folder where it lies, from the comparison's folder or from its name on
 * @param predictions of the split that the tables are about
 * @param request what was asked for
 * @param facts of its training
 * @param history what came of each epoch
 */
record ReportedTrial(
        long seed,
        int place,
        String folder,
        Predictions predictions,
        Trial request,
        TrialResult.Facts facts,
        EpochHistory history) {

    static ReportedTrial of(TrialPlaces places, String row, long seed, int place, Predictions predictions)
            throws IOException {
        TrialFolder files = places.trial(row, seed);
        return new ReportedTrial(
                seed,
                place,
                places.name(row, seed),
                predictions,
                files.readRequest(),
                files.readFacts(),
                files.readHistory());
    }

    /** What styles call it. */
    String style() {
        return "seed s" + place;
    }
}
