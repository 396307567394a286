package org.derl.bench.trial;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs trials on the calling thread, for programs that use DERL as a library. */
public final class InProcess implements TrialRunner {

    private static final Logger LOG = LoggerFactory.getLogger(InProcess.class);

    private final Configuration configuration;

    /** With the jars of a class loader. */
    public InProcess(ClassLoader loader) {
        this(Configuration.of(loader));
    }

    /** With plugins, defaults and directories of a configuration; the settings over these are a trial's own. */
    public InProcess(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void run(Trial trial, TrialFolder folder, Progress progress)
            throws TrialFailedException, InterruptedException {
        try {
            new TrialRun(configuration, trial).run(folder, progress, Thread::interrupted);
        } catch (CancellationException | ClosedByInterruptException e) {
            throw new InterruptedException();
        } catch (IOException | RuntimeException | Error e) {
            // Whatever befalls one trial, the others' results are kept.
            LOG.debug("{} failed", trial.label(), e);
            throw TrialFailedException.of(e, folder.path());
        }
    }
}
