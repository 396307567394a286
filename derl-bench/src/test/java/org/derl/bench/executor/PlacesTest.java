package org.derl.bench.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.executor.worker.WorkerTask;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files lie reaches recipes and services of plugins, here and in workers, and is no part of a trial. */
class PlacesTest {

    private static final ClassLoader LOADER = PlacesTest.class.getClassLoader();
    private static final String COUNTED =
            """
            derl.data-sets.counted {
              title = counted
              description = "the toy data set, of so many samples as a file says"
              text-encoder = as-is
              data-set { type = toy-counted }
            }
            """;

    @TempDir
    Path folder;

    /** A place with a data set that was imported there. */
    private Configuration place(String name, int training) throws IOException {
        Path data = Files.createDirectories(folder.resolve(name).resolve("data"));
        Path cache = folder.resolve(name).resolve("cache");
        Path imported = Files.createDirectories(cache.resolve("data-sets/counted"));
        Files.writeString(data.resolve(ToyPlugin.COUNT), String.valueOf(training));
        Files.writeString(imported.resolve("data-set.conf"), COUNTED);
        return Configuration.of(LOADER, data, cache);
    }

    @Test
    void aRecipeIsGivenDirectoriesAndAServiceOfItsPlugin() throws IOException {
        DataSets dataSets = place("here", 64).make(DataSets.class);
        assertEquals(64, dataSets.load("counted", "as-is").training().size());
    }

    @Test
    void aDataSetIsThereOnlyWhereItWasImported() {
        DataSets elsewhere = Configuration.of(LOADER, folder.resolve("none"), folder.resolve("none"))
                .make(DataSets.class);
        String message = assertThrows(IllegalArgumentException.class, () -> elsewhere.settings("counted", "as-is"))
                .getMessage();
        assertTrue(message.startsWith("there is no data set 'counted'"), message);
    }

    @Test
    void aWorkerFindsFilesWhereItsParentDoesAndTheTrialIsTheSame() throws Exception {
        Trial trial = new Trial("toy-model", "counted", "as-is", 1, "cpu", ConfigFactory.empty());
        TrialFolder here = new TrialFolder(folder.resolve("a"));
        new InProcess(place("here", 96)).run(trial, here, Progress.NONE);
        TrialFolder there = new TrialFolder(folder.resolve("b"));
        there.ask(trial);
        Configuration configuration = place("there", 96);
        Workplace workplace = new Workplace(configuration, folder, Kernels.NATIVE, 1);
        try (TrialExecutor processes = configuration.make(Executors.class).executor("local", workplace)) {
            processes.run(there);
        }
        TrialResult one = here.read();
        TrialResult other = there.read();
        assertEquals(one.validation(), other.validation());
        assertEquals(one.facts().fingerprint(), other.facts().fingerprint());
        assertEquals(here.readRequest(), there.readRequest());
    }

    @Test
    void whatAWorkerIsToDoComesAsItWasWritten() throws IOException {
        Configuration configuration = place("here", 1).guardingFormulas(true).writingTensorBoard(true);
        Path list = Files.writeString(folder.resolve("trials.txt"), "a\nb b\nc\n");
        WorkerTask task = WorkerTask.of(list.toString(), 1, 2, configuration);
        WorkerTask read = WorkerTask.of(task.arguments());
        assertEquals(task, read);
        assertEquals(place("here", 1).directories(), read.configuration(LOADER).directories());
        assertTrue(read.configuration(LOADER).guardsFormulas());
        assertTrue(read.configuration(LOADER).writesTensorBoard());
        assertEquals(
                List.of("b b", "c", "a"),
                read.trials(InputStream.nullInputStream()).stream()
                        .map(trial -> trial.path().toString())
                        .toList());
    }
}
