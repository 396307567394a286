package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSplit;
import org.derl.datasets.store.policy.OutsideLabels;
import org.derl.io.Quantity;

/** Checks of names and labels, before any feature is read. */
final class Samples {

    private final Task.Regression range;
    private final OutsideLabels outside;
    private final Map<String, String> seen = new HashMap<>();
    private int count;

    private Samples(Task.Regression range, OutsideLabels outside) {
        this.range = range;
        this.outside = outside;
    }

    /**
     * Checks them.
     *
     * @param range of the labels
     * @return how many labels lie outside of it
     * @throws IOException when a split is empty, two samples have one name, a label is not a number, or one that lies
     *     outside is refused; the message names the sample
     */
    static int check(FeatureFile content, Task.Regression range, OutsideLabels outside) throws IOException {
        Samples samples = new Samples(range, outside);
        for (Map.Entry<String, FileSplit> split : content.splits().entrySet()) {
            if (split.getValue().size() == 0) {
                throw new IOException("the split " + split.getKey() + " has no sample");
            }
            samples.checkNames(split.getKey(), split.getValue().ids());
            samples.checkLabels("the label", split.getValue(), split.getValue().labels());
            for (Modality modality : split.getValue().modalityLabels().modalities()) {
                samples.checkLabels(
                        "the label of the " + modality,
                        split.getValue(),
                        split.getValue().modalityLabels().get(modality));
            }
        }
        return samples.count;
    }

    private void checkNames(String split, List<String> ids) throws IOException {
        for (int row = 0; row < ids.size(); row++) {
            String place = "row " + row + " of " + split;
            String former = seen.putIfAbsent(ids.get(row), place);
            if (former != null) {
                throw new IOException("two samples are called " + ids.get(row) + ": " + former + " and " + place
                        + "; names must differ, and no sample may stand in two splits");
            }
        }
    }

    private void checkLabels(String what, FileSplit split, List<Double> labels) throws IOException {
        for (int row = 0; row < labels.size(); row++) {
            double label = labels.get(row);
            if (label >= range.lowest() && label <= range.highest()) {
                continue;
            }
            count++;
            if (outside == OutsideLabels.REFUSE || !Double.isFinite(label)) {
                throw new IOException(what + " of " + split.ids().get(row) + " is " + Quantity.number(label)
                        + ", outside of " + range.interval() + ", the range of this data set; name another family"
                        + " by --family or a range by --labels, mend the file, or choose a policy whose"
                        + " outside-labels is keep");
            }
        }
    }
}
