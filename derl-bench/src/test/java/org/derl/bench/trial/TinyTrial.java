package org.derl.bench.trial;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;

/**
 * A trial of two epochs in this process, with a checkpoint after every step and a file for TensorBoard.
 *
 * @param folder where it runs
 */
record TinyTrial(TrialFolder folder) {

    static final Trial TRIAL = new Trial(
            "toy-model",
            "toy",
            "as-is",
            1,
            "cpu",
            ConfigFactory.parseString(
                    "toy-model.training { epochs = 2, checkpoint-every = 0s }\n" + "toy.data-set.training = 32"));

    private static final Configuration CONFIGURATION =
            Configuration.of(TinyTrial.class.getClassLoader()).writingTensorBoard(true);

    TinyTrial(Path folder) {
        this(new TrialFolder(folder));
    }

    void run(Progress progress) throws TrialFailedException, InterruptedException {
        new InProcess(CONFIGURATION).run(TRIAL, folder, progress);
    }

    /** What came of it, to the last bit. */
    List<String> numbers() throws IOException {
        folder.read();
        List<String> checksums = new ArrayList<>();
        for (Path file : folder.numbers()) {
            checksums.add(Fingerprint.of(file));
        }
        return checksums;
    }

    /** What a process that is over has no use for: half-written files, and checkpoints where the trial is complete. */
    List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(file -> file.toString().endsWith(AtomicFile.UNFINISHED)
                            || (folder.isComplete()
                                    && file.getFileName().toString().matches("(checkpoint|best)-.*")))
                    .toList();
        }
    }
}
