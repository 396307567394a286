package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.executor.OpenTrial;
import org.derl.bench.executor.TrialEvent;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.SplitName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial that failed is told of once, by whoever waits first, and the same command tries it again after that. */
class FailedTrialsTest {

    private static final ClassLoader LOADER = FailedTrialsTest.class.getClassLoader();
    private static final String REASON = "the disk that is written to is full";

    @TempDir
    Path directory;

    @Test
    void whatNobodyHasHeardOfIsToldOfFirst() throws Exception {
        Elsewhere broken = new Elsewhere(true);
        experiment().submitOnly(Map.of(), broken, new QuietListener());
        assertEquals(2, broken.ran);
        Elsewhere mended = new Elsewhere(false);
        assertEquals(
                List.of("toy-model (seed 1): " + REASON, "toy-model (seed 2): " + REASON),
                run(mended).failures());
        assertEquals(0, mended.ran);
        assertEquals(List.of(), run(mended).failures());
        assertEquals(2, mended.ran);
    }

    @Test
    void whatWasToldOfIsTriedAgain() throws Exception {
        assertEquals(2, run(new Elsewhere(true)).failures().size());
        assertEquals(List.of(), run(new Elsewhere(false)).failures());
    }

    @Test
    void aFailureThatIsHalfWrittenIsNoDeadEnd() throws Exception {
        assertEquals(2, run(new Elsewhere(true)).failures().size());
        for (int seed = 1; seed <= 2; seed++) {
            Files.writeString(directory.resolve("toy-model/seed-" + seed + ".unfinished/failure.json"), "{");
        }
        assertEquals(List.of(), run(new Elsewhere(false)).failures());
    }

    private ComparedSystem run(TrialExecutor executor) throws Exception {
        return experiment().run(executor, new QuietListener()).get(2);
    }

    private ExperimentRun experiment() throws IOException {
        return new ExperimentRun(
                LOADER,
                new Experiment(
                        "toy",
                        "as-is",
                        List.of("toy-model"),
                        "toy-model",
                        List.of(1L, 2L),
                        "cpu",
                        SplitName.TEST,
                        ConfigFactory.parseString("toy-model.training.epochs = 1"),
                        directory));
    }

    /** As a cluster does it: trials run whether somebody waits or not, and their folders tell how they ended. */
    private static final class Elsewhere implements TrialExecutor {

        private final boolean broken;
        private final List<OpenTrial> open = new ArrayList<>();
        private int ran;

        Elsewhere(boolean broken) {
            this.broken = broken;
        }

        @Override
        public void submit(List<TrialFolder> trials) throws IOException, InterruptedException {
            for (TrialFolder folder : trials) {
                open.add(new OpenTrial(folder));
                if (!folder.isEnded()) {
                    ran++;
                    run(folder);
                }
            }
        }

        @Override
        public void run(TrialFolder folder) throws IOException, InterruptedException {
            try {
                if (broken) {
                    throw new TrialFailedException(REASON);
                }
                new InProcess(LOADER).run(folder.readRequest(), folder, Progress.NONE);
            } catch (TrialFailedException e) {
                folder.writeFailure(e);
            }
        }

        @Override
        public List<TrialEvent> poll() throws IOException {
            List<TrialEvent> heard = new ArrayList<>();
            for (OpenTrial trial : open) {
                heard.addAll(trial.read());
            }
            open.clear();
            return heard;
        }

        @Override
        public boolean goesOnAlone() {
            return true;
        }

        @Override
        public void close() {
            open.clear();
        }
    }
}
