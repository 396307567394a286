package org.derl.bench.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.toy.SourceJar;
import org.derl.bench.trial.InProcess;
import org.derl.config.FaultyPluginException;
import org.derl.data.SplitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener of a jar hears what happens to trials, by nothing but its name in settings. */
class TrialListenersTest {

    private static final String JOURNAL =
            """
            package com.example;
            import java.io.*;
            import java.nio.file.*;
            import org.derl.bench.executor.TrialListener;
            import org.derl.bench.train.Progress;
            import org.derl.bench.trial.*;
            import org.derl.plugin.PluginModule;
            public final class JournalPlugin extends PluginModule {
                public record Config(boolean fails) {}
                @Override protected void configure() {
                    offer(TrialListener.KIND, "journal", Config.class, Journal::new);
                }
                static final class Journal implements TrialListener {
                    private final Config config;
                    private final Path file;
                    Journal(Config config, Path folder) {
                        this.config = config;
                        file = folder.resolve("journal.txt");
                    }
                    private void write(String line) {
                        try {
                            Files.writeString(
                                    file,
                                    line + System.lineSeparator(),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                    @Override public void queued(Trial trial) {
                        write("queued " + trial.label());
                    }
                    @Override public void started(Trial trial, String where) {
                        if (config.fails()) {
                            throw new IllegalStateException("no paper");
                        }
                        write("started " + trial.label());
                    }
                    @Override public void finished(Trial trial, Progress.Epoch epoch) {
                        write("epoch " + epoch.epoch());
                    }
                    @Override public void checkpointed(Trial trial, long steps, double seconds) {
                        write("checkpoint");
                    }
                    @Override public void completed(Trial trial, TrialResult result) {
                        write("completed after " + result.facts().epochs());
                    }
                    @Override public void failed(Trial trial, String reason) {
                        write("failed " + reason);
                    }
                    @Override public void close() {
                        write("closed");
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void itHearsOfATrialFromItsQueueToItsEnd() throws Exception {
        run("derl.models.toy-model.training { epochs = 2, checkpoint-every = 1ns }", false);
        List<String> journal = Files.readAllLines(directory.resolve("runs/journal.txt"));
        assertEquals("queued toy-model (seed 1)", journal.get(0));
        assertEquals("started toy-model (seed 1)", journal.get(1));
        assertTrue(journal.containsAll(List.of("epoch 1", "epoch 2", "checkpoint")), journal.toString());
        assertEquals(List.of("completed after 2", "closed"), journal.subList(journal.size() - 2, journal.size()));
    }

    @Test
    void oneThatFailsIsNamedWithItsJar() {
        String message = assertThrows(
                        FaultyPluginException.class, () -> run("derl.models.toy-model.training.epochs = 1", true))
                .getMessage();
        assertTrue(message.contains("journal") && message.contains("no paper"), message);
    }

    private void run(String settings, boolean fails) throws IOException, InterruptedException {
        try (URLClassLoader loader = SourceJar.loader(directory.resolve("jar"), "JournalPlugin", JOURNAL)) {
            Configuration jars = Configuration.of(loader);
            Configuration configuration = jars.with(jars.byName(ConfigFactory.parseString(
                    settings + "\nderl.trial-listeners.journal { type = journal, fails = " + fails + " }")));
            Experiment experiment = new Experiment(
                    "toy",
                    "as-is",
                    List.of("toy-model"),
                    "toy-model",
                    List.of(1L),
                    "cpu",
                    SplitName.VALIDATION,
                    configuration.overrides(),
                    directory.resolve("runs"));
            try (ThreadExecutor executor = new ThreadExecutor(new InProcess(loader), 1)) {
                new ExperimentRun(configuration, experiment).run(executor, new TrialListener() {});
            }
        }
    }
}
