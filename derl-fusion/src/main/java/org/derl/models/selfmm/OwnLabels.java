package org.derl.models.selfmm;

import java.util.List;
import org.derl.data.ByModality;

/**
 * How Self-MM makes labels of each modality's own (Yu et al., AAAI 2021): the human label, moved by how much more the
 * modality's features lean to the positive or the negative rows than the fused ones do, and averaged over the epochs
 * with a weight that grows with each.
 */
final class OwnLabels {

    private static final double SMALLEST_LEAN = 1e-8;
    private static final int FIRST_EPOCH = 2;

    private final double limit;
    private final Memory fused;
    private final ByModality<Memory> modalities;

    /**
     * Over the memories of all tasks, which it changes.
     *
     * @param limit the largest label
     * @param fused its labels are the human ones, and stay
     */
    OwnLabels(double limit, Memory fused, ByModality<Memory> modalities) {
        this.limit = limit;
        this.fused = fused;
        this.modalities = modalities;
    }

    /**
     * Learns from a batch whose gradients have been taken: labels first, by the centers that the batch before has left,
     * then features, then centers. In the first epoch labels stay, and so they do where a task has no center for want
     * of rows of a sign.
     *
     * @param epoch counts from 1
     * @param rows of the batch's samples in the training split
     * @param fusedFeatures (batch, size)
     * @param features likewise of each modality
     */
    void learn(int epoch, List<Integer> rows, float[][] fusedFeatures, ByModality<float[][]> features) {
        if (epoch >= FIRST_EPOCH) {
            modalities.forEach(
                    (modality, memory) -> relabel(epoch, rows, fusedFeatures, memory, features.get(modality)));
        }
        fused.remember(rows, fusedFeatures);
        fused.center();
        modalities.forEach((modality, memory) -> {
            memory.remember(rows, features.get(modality));
            memory.center();
        });
    }

    private void relabel(int epoch, List<Integer> rows, float[][] fusedFeatures, Memory own, float[][] features) {
        for (int i = 0; i < features.length; i++) {
            int row = rows.get(i);
            double human = fused.label(row);
            double fusedLean = fused.lean(fusedFeatures[i]);
            double lean = own.lean(features[i]);
            double scaled = lean / (fusedLean + SMALLEST_LEAN) * human;
            double shifted = human + lean - fusedLean;
            double fresh = Math.max(-limit, Math.min(limit, (scaled + shifted) / 2));
            if (Double.isNaN(fresh)) {
                continue;
            }
            own.label(row, ((epoch - 1) * own.label(row) + 2 * fresh) / (epoch + 1));
        }
    }
}
