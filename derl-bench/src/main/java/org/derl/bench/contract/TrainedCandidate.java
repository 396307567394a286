package org.derl.bench.contract;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.derl.bench.train.TrainingSettings;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.TrainingRun;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/** A model with weights of its own, on the CPU, that takes steps and predicts. */
final class TrainedCandidate<F extends Forward> implements AutoCloseable {

    private final FusionModel<F> model;
    private final TrainingSettings settings;
    private final Split split;
    private final Randomness randomness;
    private final TrainingRun<F> run;
    private int epoch;

    /** A model that is trained on a split, all of it a batch. */
    TrainedCandidate(FusionModel<F> model, TrainingSettings settings, Split split, long seed) {
        Compute.prepareThread();
        this.model = model;
        this.settings = settings;
        this.split = split;
        randomness = new Randomness(seed);
        model.allocate(Device.cpu(), randomness);
        run = new TrainingRun<>(
                model,
                model.training(split.targets(model.manager()), settings.optimization()),
                split,
                Passes.of(randomness));
    }

    FusionModel<F> model() {
        return model;
    }

    Randomness randomness() {
        return randomness;
    }

    TrainingSettings settings() {
        return settings;
    }

    /** Takes steps, one for each sweep of an epoch; returns the last loss. */
    double train(int steps) {
        return train(steps, IntStream.range(0, split.size()).boxed().toList(), () -> {});
    }

    /** The same on some rows, with something that happens between the losses and their gradients. */
    double train(int steps, List<Integer> rows, Runnable meanwhile) {
        double loss = Double.NaN;
        for (int i = 0; i < steps; i++) {
            loss = run.epoch(++epoch, () -> List.of(rows), losses -> meanwhile.run());
        }
        return loss;
    }

    /** What it predicts of a batch. */
    float[] predict(Function<NDManager, Batch> samples) throws ViolationException {
        Shape[] shape = new Shape[2];
        float[] predictions = Compute.withoutGradients(() -> {
            try (Scope scope = model.open()) {
                Batch batch = samples.apply(scope.manager());
                NDArray prediction =
                        model.forward(Pass.evaluation(scope), batch).prediction();
                shape[0] = prediction.getShape();
                shape[1] = new Shape(batch.size());
                return prediction.toFloatArray();
            }
        });
        if (!shape[0].equals(shape[1])) {
            throw new ViolationException("predictions of a batch have the shape " + shape[0] + ", not " + shape[1]);
        }
        for (float prediction : predictions) {
            if (!Float.isFinite(prediction)) {
                throw new ViolationException("a prediction is " + prediction);
            }
        }
        return predictions;
    }

    /** The values of all parameters, buffers included. */
    Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        model.parameters()
                .forEach(
                        (path, parameter) -> weights.put(path, parameter.array().toFloatArray()));
        return weights;
    }

    /** Multiplies the values of one parameter. */
    void scale(String path, double factor) {
        NDArray array = Objects.requireNonNull(model.parameters().get(path)).array();
        Compute.withoutGradients(() -> {
            try (NDArray scaled = Tensors.scale(array, factor)) {
                array.set(scaled.toFloatArray());
            }
            return array;
        });
    }

    @Override
    public void close() {
        model.close();
    }
}
