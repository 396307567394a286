package org.derl.data;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The training, validation or test split of a data set. */
public interface Split extends LabeledSamples {

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
     * A checksum of every number of the samples' inputs, if it is known without reading them, such as from checksums of
     * the files that hold them. Without it, a check for changes reads all samples.
     */
    default Optional<String> checksum() {
        return Optional.empty();
    }

    /** The targets of all samples, in row order. */
    Targets targets(NDManager manager);
}
