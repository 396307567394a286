package org.derl.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.io.Fingerprint;
import org.derl.tensor.Compute;

/** The training, validation or test split of a data set. */
public interface Split extends LabeledSamples {

    /** So many samples are read at a time for a fingerprint. */
    int FINGERPRINT_ROWS = 64;

    /** The rows of all samples in batches of a size, in row order; the last may be smaller. */
    default List<List<Integer>> batches(int size) {
        return batches(IntStream.range(0, size()).boxed().toList(), size);
    }

    /** Rows in batches of a size, in their order; the last may be smaller. */
    static List<List<Integer>> batches(List<Integer> rows, int size) {
        return IntStream.iterate(0, start -> start < rows.size(), start -> start + size)
                .mapToObj(start -> rows.subList(start, Math.min(start + size, rows.size())))
                .toList();
    }

    /**
     * Copies samples into a batch, padded to the longest of them.
     *
     * @param manager the owner of the batch's arrays, which are on its device
     * @param rows which samples, in this order
     */
    Batch batch(NDManager manager, List<Integer> rows);

    /**
     * The same samples as an epoch of a training sees them; the same in all epochs unless a split says otherwise. What it
     * gives depends on the epoch alone, so that an interrupted training goes on as it would have.
     *
     * @param epoch counts from 1
     */
    default Split ofEpoch(int epoch) {
        return this;
    }

    /**
     * A checksum of every number of the samples' inputs, if it is known without reading them, such as from checksums of
     * the files that hold them. Without it, a check for changes reads all samples.
     */
    default Optional<String> checksum() {
        return Optional.empty();
    }

    /** The targets of all samples, in row order. */
    Targets targets(NDManager manager);

    /** Takes all of it into a fingerprint, down to the last number of the last sample. */
    default void addTo(Fingerprint fingerprint) {
        ids().forEach(fingerprint::add);
        labels().forEach(label -> fingerprint.add(label.toString()));
        // A model may learn from labels of single modalities too.
        Compute.reading(manager -> labels(targets(manager)))
                .forEach((name, numbers) -> fingerprint.add(name).add(numbers));
        checksum().ifPresentOrElse(fingerprint::add, () -> batches(FINGERPRINT_ROWS)
                .forEach(rows -> Compute.reading(manager -> inputs(batch(manager, rows)))
                        .forEach((name, numbers) -> fingerprint.add(name).add(numbers))));
    }

    private static Map<String, ByteBuffer> labels(Targets targets) {
        Map<String, ByteBuffer> numbers = new LinkedHashMap<>();
        targets.unimodal().forEach((modality, labels) -> numbers.put(modality.name(), labels.toByteBuffer()));
        return numbers;
    }

    private static Map<String, ByteBuffer> inputs(Batch batch) {
        Map<String, ByteBuffer> numbers = new LinkedHashMap<>();
        batch.inputs().forEach((modality, sequence) -> {
            NDArray values = sequence.values();
            String form = Arrays.toString(sequence.lengths())
                    + values.getShape()
                    + values.getDataType().name();
            numbers.put(modality + form, values.toByteBuffer());
        });
        return numbers;
    }
}
