package org.derl.bench.trial;

import java.util.List;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.io.Fingerprint;

/** The content of a data set, down to the last number of its last sample. */
public final class DataContents {

    private DataContents() {}

    /** A checksum of it, in 64 hexadecimal digits. The test split stays sealed. */
    public static String of(DataSet data) {
        Fingerprint fingerprint = new Fingerprint();
        data.notes().forEach(fingerprint::add);
        for (Split split : List.of(data.training(), data.validation(), data.test())) {
            split.addTo(fingerprint);
        }
        return fingerprint.hexadecimal();
    }
}
