package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.train.Progress;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.derl.io.Fingerprint;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial before whose model a small BERT is trained along, in bfloat16. */
class PrecisionTest {

    private static final String DATA = "planted.data-set.folds { train = 32, valid = 8, test = 8 }\n";
    private static final Configuration CONFIGURATION = Configuration.of(PrecisionTest.class.getClassLoader());

    @TempDir
    Path directory;

    private static Trial trial(String precision, Kernels kernels) {
        return new Trial(
                "text-only",
                "planted",
                "tiny-bert",
                1,
                "cpu",
                kernels,
                ConfigFactory.parseString(
                        DATA + "text-only.training { batch-size = 8, epochs = 3, precision = " + precision + " }"),
                SplitName.TEST);
    }

    private TrialFolder folder(String name) {
        return new TrialFolder(directory.resolve(name));
    }

    private TrialResult run(String name, String precision, BooleanSupplier stopped) throws IOException {
        return new TrialRun(CONFIGURATION, trial(precision, Kernels.NATIVE)).run(folder(name), Progress.NONE, stopped);
    }

    @Test
    void roundsResumesToTheSameBitsAndPredictsAlikeWhenOpenedAgain() throws IOException {
        TrialResult exact = run("exact", "float32", () -> false);
        TrialResult rounded = run("rounded", "bf16", () -> false);
        assertNotEquals(exact.test().predictions(), rounded.test().predictions());
        assertNotEquals(exact.facts().fingerprint(), rounded.facts().fingerprint());
        assertEquals(List.of(), rounded.facts().notes());

        int[] steps = new int[1];
        assertThrows(CancellationException.class, () -> run("resumed", "bf16", () -> ++steps[0] == 6));
        run("resumed", "bf16", () -> false);
        for (int i = 0; i < folder("rounded").numbers().size(); i++) {
            Path number = folder("rounded").numbers().get(i);
            assertEquals(
                    Fingerprint.of(number),
                    Fingerprint.of(folder("resumed").numbers().get(i)),
                    number.toString());
        }
        try (TrainedModel trained = TrainedModel.open(folder("rounded").path())) {
            assertEquals(rounded.test(), trained.predict(planted().test().open("test", 0)));
        }
    }

    private static DataSet planted() throws IOException {
        Configuration configuration = CONFIGURATION.with(ConfigFactory.parseString(DATA));
        return configuration
                .make(DataSets.class)
                .settings("planted", "tiny-bert")
                .loader("planted", configuration.directories())
                .load();
    }

    @Test
    void portableKernelsAreRefused() throws IOException {
        settings("float32");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> settings("bf16"));
        assertTrue(
                refused.getMessage().startsWith("text-only.training.precision = bf16 gives other bits on other"),
                refused.getMessage());
    }

    private static TrialSettings settings(String precision) throws IOException {
        Trial trial = trial(precision, Kernels.PORTABLE);
        Configuration configuration = CONFIGURATION.with(trial.overrides());
        return TrialSettings.of(
                configuration.make(Models.class),
                configuration.make(DataSets.class),
                configuration.make(TextEncoders.class),
                trial,
                planted());
    }
}
