package org.derl.data.corruption;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.tensor.Compute;

/** Standard deviations of features over all time steps of a split, padding left out. */
final class Spreads {

    private double[] sums = new double[0];
    private double[] squares = new double[0];
    private long steps;

    private Spreads() {}

    /** Those of some modalities, whose steps are vectors. */
    static ByModality<double[]> of(Split split, List<Modality> modalities) {
        ByModality<Spreads> all = ByModality.of(modalities, modality -> new Spreads());
        if (all.size() == 0) {
            return ByModality.of(Map.of());
        }
        for (List<Integer> rows : split.batches(Split.FINGERPRINT_ROWS)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                ByModality<Sequence> inputs = split.batch(manager, rows).inputs();
                all.forEach((modality, spreads) -> spreads.add(inputs.get(modality)));
            }
        }
        return all.map((modality, spreads) -> spreads.deviations());
    }

    private void add(Sequence sequence) {
        int size = sequence.size();
        if (sums.length == 0) {
            sums = new double[size];
            squares = new double[size];
        }
        float[] values = sequence.values().toFloatArray(); // (batch, time, size)
        int[] lengths = sequence.lengths();
        for (int row = 0; row < lengths.length; row++) {
            int start = row * sequence.time() * size;
            for (int i = 0; i < lengths[row] * size; i++) {
                double value = values[start + i];
                sums[i % size] += value;
                squares[i % size] += value * value;
            }
            steps += lengths[row];
        }
    }

    private double[] deviations() {
        double[] deviations = new double[sums.length];
        for (int i = 0; i < deviations.length; i++) {
            double mean = sums[i] / steps;
            deviations[i] = Math.sqrt(Math.max(0, squares[i] / steps - mean * mean));
        }
        return deviations;
    }
}
