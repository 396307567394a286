package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.Targets;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * The least model that a part can be examined in: the part makes one vector of a sample, and a linear layer reads the
 * prediction off it.
 */
final class PartModel extends FusionModel<PartModel.Reading> {

    private final Adapter adapter;
    private final ProbedInput input;
    private final Parameter weight;
    private final Parameter bias;

    /** A part at work. */
    interface Adapter {

        /** What it makes of a batch, which comes to it by way of an input that is probed. */
        Adapted make(Pass pass, ProbedInput input, Batch batch);

        /** The length of the vector that it makes. */
        int size();
    }

    /**
     * What a part makes of a batch.
     *
     * @param vector (batch, size)
     * @param losses that the part adds, by name
     */
    record Adapted(NDArray vector, Map<String, NDArray> losses) {

        static Adapted of(NDArray vector) {
            return new Adapted(vector, Map.of());
        }
    }

    /**
     * What is read off it.
     *
     * @param losses that the part adds, by name
     */
    record Reading(NDArray prediction, Map<String, NDArray> losses) implements Forward {}

    /**
     * A model of one part.
     *
     * @param part the part, whose parameters become those of the model
     * @param adapter the same part at work
     * @param reads the names by which the adapter reads feature vectors
     */
    PartModel(Object part, Adapter adapter, Collection<String> reads) {
        this.adapter = adapter;
        part("part", part);
        input = part("", new ProbedInput(reads, ToyTask.SIZE));
        weight = parameter("weight", Initializer.fanIn(adapter.size()), 1, adapter.size());
        bias = parameter("bias", Initializer.constant(0), 1);
    }

    @Override
    public Reading forward(Pass pass, Batch batch) {
        Adapted adapted = adapter.make(pass, input, batch);
        NDArray score = Functions.linear(adapted.vector(), weight.array(), bias.array());
        return new Reading(score.squeeze(1), adapted.losses());
    }

    @Override
    public Training<Reading> training(Targets labels, Optimization optimization) {
        return Training.of(PartModel::losses, optimization);
    }

    private static Losses losses(Pass pass, Reading forward, Batch batch) {
        Losses losses = Losses.task(
                TaskLoss.ABSOLUTE.of(forward.prediction(), batch.targets().overall()));
        for (Map.Entry<String, NDArray> term : forward.losses().entrySet()) {
            losses = losses.plus(term.getKey(), 0.1, term.getValue());
        }
        return losses;
    }
}
