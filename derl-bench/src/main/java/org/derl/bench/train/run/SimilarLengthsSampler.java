package org.derl.bench.train.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Sampler;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;

/**
 * All samples once, in batches of similar lengths, so that little of a batch is padding. An order is drawn for each
 * sweep and cut into windows. Within a window samples are sorted by length; then the order of all batches is drawn.
 */
public final class SimilarLengthsSampler implements Sampler {

    private static final int READ_AT_A_TIME = 64;

    private final int batchSize;
    private final int window;
    private final int[] lengths;

    /**
     * How batches are made.
     *
     * @param window how many batches of a drawn order are sorted together: more make lengths more similar, and batches
     *     less random
     */
    public record Config(int window) {

        /** Checks the number. */
        public Config {
            if (window < 1) {
                throw new IllegalArgumentException("window must be positive");
            }
        }
    }

    /** Reads all samples once, for their lengths. */
    public SimilarLengthsSampler(Config config, Input input) {
        batchSize = input.batchSize();
        window = Math.multiplyExact(config.window(), batchSize);
        lengths = lengths(input.training());
    }

    /** The time steps of each sample, in all modalities together. */
    private static int[] lengths(Split split) {
        int[] lengths = new int[split.size()];
        for (List<Integer> rows : split.batches(READ_AT_A_TIME)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                Batch batch = split.batch(manager, rows);
                batch.inputs().forEach((modality, sequence) -> {
                    int[] own = sequence.lengths();
                    for (int i = 0; i < own.length; i++) {
                        lengths[rows.get(i)] += own[i];
                    }
                });
            }
        }
        return lengths;
    }

    @Override
    public List<List<Integer>> batches(int epoch, Randomness randomness) {
        int[] sorted = Batches.of(randomness.permutation(lengths.length), window).stream()
                .flatMap(drawn -> drawn.stream().sorted(Comparator.comparingInt((Integer row) -> lengths[row])))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Integer>> batches = Batches.joiningLast(sorted, batchSize);
        return IntStream.of(randomness.permutation(batches.size()))
                .mapToObj(batches::get)
                .toList();
    }
}
