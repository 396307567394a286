package org.derl.bench.trial;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.io.Fingerprint;
import org.derl.tensor.Compute;

/** The content of a data set, down to the last number of its last sample. */
public final class DataContents {

    private static final int ROWS = 64;

    private DataContents() {}

    /** A checksum of it, in 64 hexadecimal digits. */
    public static String of(DataSet data) {
        Fingerprint fingerprint = new Fingerprint();
        data.notes().forEach(fingerprint::add);
        for (Split split : List.of(data.training(), data.validation(), data.test())) {
            split.ids().forEach(fingerprint::add);
            split.labels().forEach(label -> fingerprint.add(label.toString()));
            addUnimodal(split, fingerprint);
            split.checksum().ifPresentOrElse(fingerprint::add, () -> addInputs(split, fingerprint));
        }
        return fingerprint.hexadecimal();
    }

    /** Labels of single modalities, which a model may learn from. */
    private static void addUnimodal(Split split, Fingerprint fingerprint) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            split.targets(manager).unimodal().forEach((modality, labels) -> fingerprint
                    .add(modality.name())
                    .add(labels.toByteBuffer()));
        }
    }

    private static void addInputs(Split split, Fingerprint fingerprint) {
        for (List<Integer> rows : split.batches(ROWS)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                split.batch(manager, rows)
                        .inputs()
                        .forEach((modality, sequence) -> add(modality, sequence, fingerprint));
            }
        }
    }

    private static void add(Modality modality, Sequence sequence, Fingerprint fingerprint) {
        NDArray values = sequence.values();
        fingerprint.add(modality
                + Arrays.toString(sequence.lengths())
                + values.getShape()
                + values.getDataType().name());
        fingerprint.add(values.toByteBuffer());
    }
}
