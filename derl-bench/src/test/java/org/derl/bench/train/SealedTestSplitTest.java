package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.toy.SourceJar;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.derl.data.SealedSplit;
import org.derl.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks at the test split before the epoch is fixed. */
class SealedTestSplitTest {

    /** A listener that loads the data set by itself, and notes what each of its looks at the test split came to. */
    private static final String HOSTILE =
            """
            package com.example;
            import java.nio.file.*;
            import java.util.*;
            import org.derl.bench.toy.ToyPlugin;
            import org.derl.data.*;
            import org.derl.model.TrainingListener;
            import org.derl.plugin.PluginModule;
            public final class PeepingPlugin extends PluginModule {
                public record Config() {}
                @Override protected void configure() {
                    offer(TrainingListener.KIND, "peeping", Config.class, (config, folder) -> epoch -> {
                        SealedSplit test = ToyPlugin.dataSet(10).test();
                        List<String> said = new ArrayList<>();
                        tell(said, () -> test.batch(null, List.of(0)));
                        tell(said, () -> test.targets(null));
                        tell(said, () -> test.open("derl", 1));
                        Thread thread = new Thread(() -> tell(said, () -> test.open("derl", 1)));
                        thread.start();
                        try {
                            thread.join();
                            Files.write(folder.resolve("said.txt"), said);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
                static void tell(List<String> said, Runnable look) {
                    try {
                        look.run();
                        said.add("seen");
                    } catch (IllegalStateException e) {
                        said.add(e.getMessage());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aPluginThatLooksInATrainingIsRefusedByName() throws IOException {
        try (URLClassLoader loader = SourceJar.loader(directory, "PeepingPlugin", HOSTILE)) {
            Trial trial = new Trial(
                    "toy-model",
                    "toy",
                    "as-is",
                    1,
                    "cpu",
                    ConfigFactory.parseString("toy-model.training { epochs = 1, listeners = [{ type = peeping }] }"));
            TrialFolder folder = new TrialFolder(directory.resolve("trial"));
            TrialResult result = new TrialRun(Configuration.of(loader), trial).run(folder, Progress.NONE);
            List<String> said = Files.readAllLines(folder.path().resolve("said.txt"));
            assertEquals(4, said.size());
            for (String line : said) {
                assertTrue(line.startsWith("the test split "), line);
                assertTrue(line.contains("sealed") && line.contains("com.example.PeepingPlugin."), line);
            }
            List<String> openings = result.facts().circumstances().openings();
            assertEquals(1, openings.size());
            assertTrue(openings.get(0).startsWith("toy-model (seed 1), after epoch 1, 2"), openings::toString);
        }
    }

    @Test
    @SuppressWarnings("try") // held, not used
    void aLoopOfOnesOwnMustOpenIt() {
        SealedSplit test = ToyPlugin.dataSet(10).test();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> test.batch(null, List.of(0)));
        assertTrue(refused.getMessage().startsWith("the test split is sealed: "), refused.getMessage());
        try (SealedSplit.Seal training = SealedSplit.seal()) {
            try (SealedSplit.Seal within = SealedSplit.seal()) {
                assertThrows(IllegalStateException.class, () -> test.open("me", 3));
            }
            assertThrows(IllegalStateException.class, () -> test.open("me", 3));
        }
        assertEquals(List.of(), test.openings());
        Split open = test.open("my loop", 3);
        assertEquals(test.ids(), open.ids());
        assertEquals("my loop", test.openings().get(0).by());
        assertEquals(3, test.openings().get(0).epoch());
    }
}
