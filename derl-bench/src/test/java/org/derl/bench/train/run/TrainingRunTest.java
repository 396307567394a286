package org.derl.bench.train.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.toy.ToySplit;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class TrainingRunTest {

    private static final Split SPLIT = new ToySplit("train", 10, 1);
    private static final List<List<Integer>> BATCHES =
            Batches.of(IntStream.range(0, SPLIT.size()).toArray(), 4);

    private final ModelSettings settings = Configuration.of(TrainingRunTest.class.getClassLoader())
            .make(Models.class)
            .settings("toy-model", List.of());

    @Test
    void lossesAreSeenBeforeTheirStepAndChangeNothing() {
        Compute.prepareThread();
        try (FusionModel<?> watched = model();
                FusionModel<?> plain = model()) {
            List<Float> losses = new ArrayList<>();
            double mean = run(watched, false, 1)
                    .epoch(1, () -> BATCHES, seen -> losses.add(seen.total().getFloat()));
            assertEquals(
                    losses.stream().mapToDouble(Float::doubleValue).average().orElseThrow(), mean, 1e-12);
            assertEquals(mean, run(plain, false, 1).epoch(1, () -> BATCHES));
            assertArrayEquals(weights(plain), weights(watched));
        }
    }

    @Test
    void aSweepThatBeginsLateHasTheRatesOfThen() {
        Compute.prepareThread();
        try (FusionModel<?> model = model()) {
            double[] factor = {1};
            TrainingRun<?> run = run(model, true, factor);
            float[] before = weights(model);
            run.epoch(1, () -> BATCHES);
            float[] after = weights(model);
            assertNotEquals(before[0], after[0]);
            factor[0] = 1e-30;
            run.epoch(2, () -> BATCHES); // another sweep, by an optimizer of its own
            assertArrayEquals(after, weights(model));
        }
    }

    private FusionModel<?> model() {
        FusionModel<?> model = settings.model().build(ToySplit.schema());
        model.allocate(Device.cpu(), new Randomness(1));
        return model;
    }

    private <F extends Forward> TrainingRun<F> run(FusionModel<F> model, boolean otherSweeps, double... factor) {
        Training<F> training = model.training(
                SPLIT.targets(model.manager()), settings.training().optimization());
        Sweep<F> sweep = training.sweeps(1).get(0);
        Training<F> others = epoch ->
                List.of(new Sweep<>("sweep of epoch " + epoch, sweep.objective(), sweep.moves(), sweep.optimization()));
        TrainingRun.Steps steps = new TrainingRun.Steps() {
            @Override
            public double rateFactor(int epoch, int batch, int batches) {
                return factor[0];
            }

            @Override
            public void stepped(int epoch, int batch, int batches) {}
        };
        return new TrainingRun<>(model, otherSweeps ? others : training, SPLIT, Passes.of(new Randomness(2)), steps);
    }

    private static float[] weights(FusionModel<?> model) {
        return model.trainable().values().iterator().next().toFloatArray();
    }
}
