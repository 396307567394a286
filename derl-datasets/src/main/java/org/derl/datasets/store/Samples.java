package org.derl.datasets.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FilePart;

/** Checks of names and labels: what no rule of a policy can mend. */
final class Samples {

    private Samples() {}

    /**
     * Checks them.
     *
     * @param range of the labels
     * @throws IOException when a part is empty, two samples have one name, or a label is not within the range
     */
    static void check(FeatureFile content, Task.Regression range) throws IOException {
        Map<String, String> seen = new HashMap<>();
        for (Map.Entry<String, FilePart> named : content.parts().entrySet()) {
            FilePart part = named.getValue();
            if (part.size() == 0) {
                throw new IOException("the part " + named.getKey() + " has no sample");
            }
            for (int row = 0; row < part.size(); row++) {
                String place = "row " + row + " of " + named.getKey();
                String former = seen.putIfAbsent(part.ids().get(row), place);
                if (former != null) {
                    throw new IOException("two samples are called " + part.ids().get(row) + ": " + former + " and "
                            + place + "; names must differ, and no sample may stand in two parts");
                }
                check(
                        part.labels().get(row),
                        range,
                        "the label of " + part.ids().get(row) + " (" + place + ")");
            }
            for (List<Double> labels : part.modalityLabels().values()) {
                for (int row = 0; row < labels.size(); row++) {
                    check(
                            labels.get(row),
                            range,
                            "a modality's label of " + part.ids().get(row));
                }
            }
        }
    }

    private static void check(double label, Task.Regression range, String what) throws IOException {
        if (!(label >= range.lowest() && label <= range.highest())) {
            throw new IOException(what + " is " + label + ", outside of [" + range.lowest() + ", " + range.highest()
                    + "], the range of this family; name another one by --family, or mend the file");
        }
    }
}
