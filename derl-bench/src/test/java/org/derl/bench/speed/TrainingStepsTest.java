package org.derl.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.data.ByModality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of real models, small enough for a test. */
class TrainingStepsTest {

    private static final StepData LOAD =
            new StepData(3, 4, 4, null, ByModality.of(Map.of("text", 5, "audio", 4, "vision", 3)), null);

    private static final Configuration CONFIGURATION = Configuration.of(TrainingStepsTest.class.getClassLoader())
            .with(ConfigFactory.parseString("mult.model { layers = 1, memory-layers = 1 }"));

    private static TrainingSteps<?> steps(String model, long seed, boolean collecting) {
        return steps(CONFIGURATION, model, "as-is", seed, collecting);
    }

    private static TrainingSteps<?> steps(
            Configuration configuration, String model, String textEncoder, long seed, boolean collecting) {
        ModelSettings settings = configuration.make(Models.class).settings(model, List.of());
        TextEncoderSettings before = configuration.make(TextEncoders.class).settings(textEncoder);
        StepData load = LOAD.before(before, configuration.directories());
        return TrainingSteps.of(settings, before, load, Device.cpu(), seed, collecting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-only", "mag-bert"})
    void aTextEncoderIsTrainedInTheStepWhereItsSettingsSaySo(String model) {
        Configuration held = CONFIGURATION.with(ConfigFactory.parseString("tiny-bert.groups = "
                + "[{ parameters = \"text-encoder\\\\.\", learning-rate = 0, weight-decay = 0 }]"));
        try (TrainingSteps<?> trained = steps(CONFIGURATION, model, "tiny-bert", 1, false);
                TrainingSteps<?> still = steps(held, model, "tiny-bert", 1, false)) {
            assertEquals(trained.checksum(), still.checksum());
            trained.step();
            still.step();
            assertEquals(trained.parameters(), still.parameters());
            assertNotEquals(trained.checksum(), still.checksum());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"derl", "mult"})
    void noNativeArrayIsLeftOverAfterAnyOf500Steps(String model) {
        try (TrainingSteps<?> training = steps(model, 1, false)) {
            training.step(); // the optimizer's memories come to be with the first
            int arrays = training.arrays();
            for (int step = 2; step <= 500; step++) {
                assertTrue(training.step() >= 0);
                assertEquals(arrays, training.arrays(), "arrays after step " + step);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"derl", "mult", "misa", "tfn"})
    void collectionsChangeNoBit(String model) {
        assertEquals(checksum(model, 7, false), checksum(model, 7, true));
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertNotEquals(checksum("derl", 7, false), checksum("derl", 8, false));
    }

    private static String checksum(String model, long seed, boolean collecting) {
        try (TrainingSteps<?> training = steps(model, seed, collecting)) {
            training.steps(6);
            return training.checksum();
        }
    }
}
