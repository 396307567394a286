package org.derl.bench.contract;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;

/**
 * What is examined: a model, or a part within a model that does little else.
 *
 * @param schema of the toy task that it is given
 * @param recipe builds it for any schema
 * @param training its own way of training
 * @param declared by property, the reason why the subject has not the property
 */
record Candidate(
        Schema schema,
        Function<Schema, FusionModel<?>> recipe,
        TrainingSettings training,
        Map<String, String> declared) {

    private static final int BATCH = 16;
    private static final int EPOCHS = 20;
    private static final double RATE = 3e-3;

    /**
     * Its training with what so small a task needs: small batches, large steps, one for each batch, and no weight
     * decay, which would move what no loss reaches.
     */
    TrainingSettings quickTraining() {
        Optimization own = training.optimization();
        List<Optimization.Group> groups = own.groups().stream()
                .map(group -> new Optimization.Group(group.parameters(), rate(group.learningRate()), 0))
                .toList();
        return new TrainingSettings(
                BATCH,
                EPOCHS,
                EPOCHS,
                new Optimization(
                        own.algorithm(), rate(own.learningRate()), 0, groups, own.clipping(), 1, own.dropout()));
    }

    /** A rate of 0 keeps weights as they are, which is its purpose. */
    private static double rate(double own) {
        return own == 0 ? 0 : Math.max(own, RATE);
    }

    /** The model with weights drawn from a seed. */
    TrainedCandidate<?> allocate(long seed) {
        return allocate(schema, seed);
    }

    /** The model for another schema. */
    TrainedCandidate<?> allocate(Schema other, long seed) {
        return new TrainedCandidate<>(recipe.apply(other), quickTraining(), ToyTask.split(other, BATCH, 1), seed);
    }
}
