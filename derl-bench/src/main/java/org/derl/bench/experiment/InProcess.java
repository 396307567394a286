package org.derl.bench.experiment;

import java.io.IOException;
import org.derl.bench.train.DivergedException;
import org.derl.bench.train.Progress;
import org.derl.config.InvalidConfigException;

/** Runs trials on the calling thread, for programs that use DERL as a library. */
public final class InProcess implements TrialRunner {

    private final ClassLoader loader;

    /** With the jars of a class loader. */
    public InProcess(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void run(Trial trial, TrialFolder folder, Progress progress) throws TrialFailedException {
        try {
            folder.writeRequest(trial);
            new TrialRun(loader, trial).run(folder, progress);
        } catch (IOException | DivergedException | InvalidConfigException | IllegalArgumentException e) {
            throw new TrialFailedException(String.valueOf(e.getMessage()));
        }
    }
}
