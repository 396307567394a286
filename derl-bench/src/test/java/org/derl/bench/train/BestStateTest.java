package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.toy.ToySplit;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.TrainingRun;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class BestStateTest {

    private static final Split SPLIT = new ToySplit("train", 12, 1);

    private final ModelSettings settings = Configuration.of(BestStateTest.class.getClassLoader())
            .with(ConfigFactory.parseString("toy-model.model.head.dropout = 0"))
            .make(Models.class)
            .settings("toy-model", List.of());

    @Test
    void aTrainingThatGoesBackTakesTheSameStepsAgain() {
        Compute.prepareThread();
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), new Randomness(1));
            goesBack(model);
        }
    }

    private <F extends Forward> void goesBack(FusionModel<F> model) {
        TrainingRun<F> run = new TrainingRun<>(
                model,
                model.training(
                        SPLIT.targets(model.manager()), settings.training().optimization()),
                SPLIT,
                Passes.of(new Randomness(1)));
        BestState best = new BestState(
                model,
                new MovedWeights(model, settings.training().optimization()),
                new AveragedWeights(model, settings.training()),
                run);
        float[] first = weights(model);
        best.returnTo(); // nothing is kept yet
        assertArrayEquals(first, weights(model));
        step(run, 0);
        best.keep();
        float[] kept = weights(model);
        step(run, 4);
        float[] once = weights(model);
        step(run, 8);
        best.returnTo();
        assertArrayEquals(kept, weights(model));
        step(run, 4);
        assertArrayEquals(once, weights(model)); // as far as Adam's moments are those of then, too
        step(run, 8);
        best.returnTo();
        assertArrayEquals(kept, weights(model));
        assertFalse(Arrays.equals(kept, once));
    }

    private static <F extends Forward> void step(TrainingRun<F> run, int from) {
        run.step(
                run.sweeps(1).get(0),
                1,
                List.of(IntStream.range(from, from + 4).boxed().toList()));
    }

    private static float[] weights(FusionModel<?> model) {
        return Objects.requireNonNull(model.trainable().get("head.layers.0.weight"))
                .toFloatArray();
    }
}
