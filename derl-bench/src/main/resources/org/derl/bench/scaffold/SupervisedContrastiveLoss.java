package @package@;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.layers.Linear;
import org.derl.part.FusionLoss;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * The supervised contrastive loss (Khosla et al., NeurIPS 2020, equation 2) between two modalities: each has a
 * projection of its own, and projected vectors of alike samples, of either modality, are to be near. Labels are
 * numbers, so samples are alike if their labels differ by no more than a margin.
 */
final class SupervisedContrastiveLoss extends Part implements FusionLoss {

    private static final double NEVER = -1e9;

    private final Config config;
    private final ByModality<Linear> projections;

    /**
     * @param size of a projected vector
     * @param temperature what similarities are divided by
     * @param margin by which labels of alike samples differ at most
     */
    record Config(int size, double temperature, double margin) {}

    SupervisedContrastiveLoss(Config config, ByModality<Integer> sizes) {
        this.config = config;
        projections = sizes.map((modality, in) -> part("projections." + modality, Linear.of(in, config.size())));
    }

    /** Two views, (batch, size) each, to a scalar. */
    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        NDArray rows = Tensors.concat(List.of(projected(one), projected(other)), 0); // (2 batch, size)
        NDArray similar = Tensors.scale(rows.matMul(rows.transpose()), 1 / config.temperature()); // (2 batch, 2 batch)
        float[] labels = batch.targets().overall().toFloatArray();
        NDManager manager = rows.getManager();
        NDArray itself = manager.eye(2 * labels.length).toType(DataType.BOOLEAN, false);
        NDArray logarithms = Functions.logSoftmax(Functions.maskedFill(similar, itself, NEVER));
        return logarithms.mul(alike(manager, labels)).sum().neg();
    }

    /** (batch, size of the view) to (batch, size), each row of length 1. */
    private NDArray projected(View view) {
        NDArray rows = projections.get(view.modality()).apply(view.vectors());
        return rows.div(Functions.root(rows.square().sum(new int[] {1}, true)));
    }

    /** (2 batch, 2 batch): how much each pair counts; each row sums to 1 / (2 batch), and nothing is alike itself. */
    private NDArray alike(NDManager manager, float[] labels) {
        int rows = 2 * labels.length;
        float[] shares = new float[rows * rows];
        for (int i = 0; i < rows; i++) {
            int count = 0;
            for (int j = 0; j < rows; j++) {
                boolean pair = i != j && isAlike(labels[i % labels.length], labels[j % labels.length]);
                shares[i * rows + j] = pair ? 1 : 0;
                count += pair ? 1 : 0;
            }
            for (int j = 0; j < rows; j++) {
                shares[i * rows + j] /= (float) count * rows; // never 0: the sample's other view is alike
            }
        }
        return Tensors.of(manager, shares, new Shape(rows, rows));
    }

    private boolean isAlike(float one, float other) {
        return Math.abs(one - other) <= config.margin();
    }
}
