package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.trial.Trial;
import org.derl.data.SplitName;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    @Test
    void runsSeedBySeedAndOfEachTheLastModelFirst() {
        Experiment experiment = new Experiment(
                "planted",
                "tiny-bert",
                List.of("control", "model"),
                "model",
                List.of(1L, 2L),
                "cpu",
                SplitName.TEST,
                ConfigFactory.empty(),
                Path.of("out"));

        List<String> labels = experiment.trials(model -> "tiny-bert").stream()
                .map(Trial::label)
                .toList();

        assertEquals(List.of("model (seed 1)", "control (seed 1)", "model (seed 2)", "control (seed 2)"), labels);
    }
}
