package org.derl.bench.trial;

import java.io.IOException;
import java.nio.file.Path;
import org.derl.data.LabeledSamples;
import org.jspecify.annotations.Nullable;

/** Refuses to evaluate a trial on other samples than those that it was made with. */
public final class TrialSamples {

    private TrialSamples() {}

    /**
     * Compares a split with what a trial predicted of it.
     *
     * @param stored the trial's own predictions; null where it has none
     * @param split of the data set as it is today
     * @param dataSet its name
     * @param folder of the trial
     * @throws IOException when ids or labels differ; the message says what to do
     */
    public static void check(@Nullable LabeledSamples stored, LabeledSamples split, String dataSet, Path folder)
            throws IOException {
        if (stored != null
                && !(stored.ids().equals(split.ids()) && stored.labels().equals(split.labels()))) {
            throw new IOException("the samples or labels of the data set " + dataSet + " are not those of " + folder
                    + "; put what it was trained on in its place, or name that by --data-dir");
        }
    }
}
