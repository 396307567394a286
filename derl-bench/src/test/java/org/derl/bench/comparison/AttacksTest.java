package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.executor.local.LocalExecutor;
import org.derl.bench.toy.ToyAttack;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A part that attacks its process harms its own trial at most, whatever trials that process runs after it. */
class AttacksTest {

    private static final ClassLoader LOADER = AttacksTest.class.getClassLoader();

    /** The same model without an attack, which runs last. */
    private static final String PEACEFUL = "toy-model";

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void noAttackHarmsAnotherTrialOrHangs() throws Exception {
        assumeTrue(File.separatorChar == '/', "its programs are those of a Unix");
        List<ToyAttack.Deed> deeds = new ArrayList<>(List.of(ToyAttack.Deed.values()));
        deeds.remove(ToyAttack.Deed.HANG);
        Map<String, ComparedSystem> systems = compare(deeds, null);
        Predictions expected = systems.get(PEACEFUL).test().get(0);
        for (ToyAttack.Deed deed : deeds) {
            ComparedSystem system = systems.get(name(deed));
            assertEquals(List.of(), system.failures());
            assertEquals(expected, system.test().get(0), name(deed) + " is the same model");
        }
        assertTrue(child().isAlive(), "a process held the worker's output open all the time");
        long log = Files.size(trial(ToyAttack.Deed.PRINT).resolve("log.txt"));
        assertTrue(log > 1 << 20 && log < 17 << 20, "its log has " + log + " bytes");
    }

    @Test
    @Timeout(180)
    void whatHangsIsEndedWhereALimitIsSet() throws Exception {
        ComparedSystem hanging =
                compare(List.of(ToyAttack.Deed.HANG), Duration.ofSeconds(2)).get(name(ToyAttack.Deed.HANG));
        assertEquals(
                List.of("toy-hang (seed 1): nothing was heard from it for 2 s, which silence-limit allows, and its"
                        + " process was ended"),
                hanging.failures());
    }

    /** In one process, the last model first; the peaceful one comes last, where nothing else is to be ended. */
    private Map<String, ComparedSystem> compare(List<ToyAttack.Deed> deeds, @Nullable Duration limit) throws Exception {
        List<String> models = new ArrayList<>(limit == null ? List.of(PEACEFUL) : List.of());
        StringBuilder settings = new StringBuilder("toy-model.training.epochs = 2\n");
        for (ToyAttack.Deed deed : deeds) {
            models.add(name(deed));
            settings.append(name(deed))
                    .append(" { like = toy-model, training.listeners = [{ type = toy-attack, deed = ")
                    .append(deed.name().toLowerCase(Locale.ROOT))
                    .append(" }] }\n");
        }
        Experiment experiment = new Experiment(
                "toy",
                "as-is",
                models,
                models.get(0),
                List.of(1L),
                "cpu",
                SplitName.TEST,
                ConfigFactory.parseString(settings.toString()),
                directory);
        Configuration configuration = Configuration.of(LOADER);
        Workplace place = new Workplace(configuration, directory, Kernels.NATIVE, 1);
        Map<String, ComparedSystem> systems = new HashMap<>();
        LocalExecutor.Config config = new LocalExecutor.Config(Duration.ofMinutes(10), limit, 1, List.of(), 1, false);
        try (TrialExecutor executor = new LocalExecutor(config, place)) {
            new ExperimentRun(LOADER, experiment)
                    .run(executor, new QuietListener())
                    .forEach(system -> systems.put(system.name(), system));
        }
        return systems;
    }

    @AfterEach
    void endChild() throws IOException {
        if (Files.exists(trial(ToyAttack.Deed.CHILD).resolve(ToyAttack.CHILD))) {
            child().destroyForcibly();
        }
    }

    private ProcessHandle child() throws IOException {
        String process = Files.readString(trial(ToyAttack.Deed.CHILD).resolve(ToyAttack.CHILD));
        return ProcessHandle.of(Long.parseLong(process)).orElseThrow();
    }

    private Path trial(ToyAttack.Deed deed) {
        return directory.resolve(name(deed)).resolve("seed-1");
    }

    private static String name(ToyAttack.Deed deed) {
        return "toy-" + deed.name().toLowerCase(Locale.ROOT);
    }
}
