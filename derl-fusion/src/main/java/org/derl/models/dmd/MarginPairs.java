package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Which rows have the label of a row, and which another, with a share for each so that rows count alike.
 *
 * @param distances (rows, rows) of labels
 * @param same (rows, rows): shares of other rows with exactly the same label, over all rows; zero in rows without both
 * @param different (rows, rows): shares of rows with another label, adding up to one in a row
 */
record MarginPairs(NDArray distances, NDArray same, NDArray different) {

    /** Of labels (rows). */
    static MarginPairs of(NDArray labels) {
        float[] label = labels.toFloatArray();
        int rows = label.length;
        float[] distances = new float[rows * rows];
        float[] same = new float[rows * rows];
        float[] different = new float[rows * rows];
        int anchors = 0;
        for (int row = 0; row < rows; row++) {
            int alike = -1; // the row itself does not count
            for (float other : label) {
                alike += other == label[row] ? 1 : 0;
            }
            int unlike = rows - 1 - alike;
            if (alike == 0 || unlike == 0) {
                continue;
            }
            anchors++;
            for (int other = 0; other < rows; other++) {
                int place = row * rows + other;
                distances[place] = Math.abs(label[row] - label[other]);
                boolean isAlike = label[row] == label[other];
                same[place] = isAlike && other != row ? 1f / alike : 0;
                different[place] = isAlike ? 0 : 1f / unlike;
            }
        }
        Shape square = new Shape(rows, rows);
        NDManager manager = labels.getManager();
        return new MarginPairs(
                Tensors.of(manager, distances, square),
                Tensors.scale(Tensors.of(manager, same, square), 1.0 / Math.max(1, anchors)),
                Tensors.of(manager, different, square));
    }

    /**
     * How much rows with another label are too alike.
     *
     * @param cosines (rows, rows)
     * @param margins for a distance of 1 between labels
     * @return a scalar
     */
    NDArray loss(NDArray cosines, double margins) {
        NDArray needed =
                cosines.add(Tensors.scale(distances, margins)); // (rows, rows) of a row and one of another label
        // (rows, rows of the same label, rows of another)
        NDArray missed = Functions.relu(needed.expandDims(1).sub(cosines.expandDims(2)));
        NDArray mean = missed.matMul(different.expandDims(2)).squeeze(2); // (rows, rows of the same label)
        return mean.mul(same).sum();
    }
}
