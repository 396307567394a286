package com.example.custommodel;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** One vector a modality; attention says how much each counts for a sample. */
public final class ModalityAttention extends FusionModel<ModalityAttention.Attended> {

    private static final double DROPOUT = 0.1;

    private final ByModality<Linear> encoders;
    private final Linear score;
    private final Linear output;

    /**
     * What the network computes.
     *
     * @param weights (batch, modalities): how much each counts
     */
    public record Attended(NDArray weights, NDArray prediction) implements Forward {}

    /** For all modalities of a data set, with vectors of a size. */
    public ModalityAttention(Schema schema, int size) {
        encoders =
                schema.inputs().map((modality, shape) -> part("encoders." + modality, Linear.of(shape.size(), size)));
        score = part("score", Linear.of(size, 1));
        output = part("output", Linear.of(size, 1));
    }

    @Override
    public Attended forward(Pass pass, Batch batch) {
        List<NDArray> vectors = encoders.map((modality, encoder) ->
                        Functions.tanh(encoder.apply(mean(batch.inputs().get(modality)))))
                .values();
        NDArray stacked = Tensors.stack(vectors, 1); // (batch, modalities, size)
        NDArray weights = Functions.softmax(score.apply(stacked).squeeze(2)); // (batch, modalities)
        NDArray joined = stacked.mul(weights.expandDims(2)).sum(new int[] {1}); // (batch, size)
        return new Attended(weights, output.apply(pass.dropout(joined, DROPOUT)).squeeze(1)); // (batch)
    }

    /** (batch, time, size) to (batch, size), over real steps. */
    private static NDArray mean(Sequence sequence) {
        // (batch, time, size), by a mask (batch, time, 1)
        NDArray real = sequence.values().mul(sequence.mask().expandDims(2));
        return real.sum(new int[] {1}).div(sequence.lengthColumn());
    }

    @Override
    public Training<Attended> training(Targets labels, Optimization optimization) {
        return Training.of(
                (pass, forward, batch) -> Losses.task(TaskLoss.ABSOLUTE.of(
                        forward.prediction(), batch.targets().overall())),
                optimization);
    }
}
