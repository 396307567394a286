package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Sequence;
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
final class Carrier extends FusionModel<Carrier.Carried> {

    private final Load load;
    private final Intake intake;
    private final Parameter weight;
    private final Parameter bias;

    /** A part at work. */
    interface Load {

        /** What it makes of a batch, which comes to it by an intake. */
        Made make(Pass pass, Intake intake, ByModality<Sequence> inputs);

        /** The length of the vector that it makes. */
        int size();
    }

    /**
     * What a part makes of a batch.
     *
     * @param vector (batch, size)
     * @param losses that the part adds, by name
     */
    record Made(NDArray vector, Map<String, NDArray> losses) {

        static Made of(NDArray vector) {
            return new Made(vector, Map.of());
        }
    }

    /**
     * What is read off it.
     *
     * @param losses that the part adds, by name
     */
    record Carried(NDArray prediction, Map<String, NDArray> losses) implements Forward {}

    /**
     * A carrier.
     *
     * @param part the part, whose parameters become those of the model
     * @param load the same part at work
     * @param reads the names by which the load reads feature vectors
     */
    Carrier(Object part, Load load, Collection<String> reads) {
        this.load = load;
        part("part", part);
        intake = part("", new Intake(reads, ToyTask.SIZE));
        weight = parameter("weight", Initializer.fanIn(load.size()), 1, load.size());
        bias = parameter("bias", Initializer.constant(0), 1);
    }

    @Override
    public Carried forward(Pass pass, Batch batch) {
        Made made = load.make(pass, intake, batch.inputs());
        NDArray score = Functions.linear(made.vector(), weight.array(), bias.array());
        return new Carried(score.squeeze(1), made.losses());
    }

    @Override
    public Training<Carried> training(Targets labels, Optimization optimization) {
        return Training.of(Carrier::losses, optimization);
    }

    private static Losses losses(Pass pass, Carried forward, Batch batch) {
        Losses losses = Losses.task(
                TaskLoss.ABSOLUTE.of(forward.prediction(), batch.targets().overall()));
        for (Map.Entry<String, NDArray> term : forward.losses().entrySet()) {
            losses = losses.plus(term.getKey(), 0.1, term.getValue());
        }
        return losses;
    }
}
