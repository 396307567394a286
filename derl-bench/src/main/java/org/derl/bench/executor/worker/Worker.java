package org.derl.bench.executor.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.derl.bench.claim.Claim;
import org.derl.bench.claim.ClaimWatch;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.EventFile;
import org.derl.bench.failure.UserMistake;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialRun;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The main program of a worker: goes through a list of trials and runs those that nobody else has claimed. It tells of
 * them in their folders alone: what it prints is for the log, so that a plugin may print, or close standard output.
 */
public final class Worker {

    private final Configuration configuration;
    private final StopSignal signal;
    private volatile @Nullable TrialFolder current;

    private Worker(Configuration configuration, StopSignal signal) {
        this.configuration = configuration;
        this.signal = signal;
    }

    /**
     * Runs trials, until none is left, or one fails by what nobody expected.
     *
     * @param arguments those of a {@link WorkerTask}
     */
    public static void main(String[] arguments) throws IOException {
        InputStream in = System.in;
        System.setIn(InputStream.nullInputStream()); // is not for plugins: its end says that whoever waits has gone
        WorkerTask task = WorkerTask.of(List.of(arguments));
        List<TrialFolder> trials = task.trials(in);
        if (task.endsWithParent()) {
            haltAtEnd(in);
        }
        Worker worker = new Worker(task.configuration(Worker.class.getClassLoader()), StopSignal.install());
        ExitGuard guard = ExitGuard.install(worker::endedByPlugin);
        worker.runAll(trials, task.most());
        guard.release();
        System.exit(0); // native threads of the engine do not keep a worker alive
    }

    private static void haltAtEnd(InputStream in) {
        Thread reader = new Thread(() -> {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // that is an end, too
            }
            Runtime.getRuntime().halt(1);
        });
        reader.setDaemon(true);
        reader.start();
    }

    private void runAll(List<TrialFolder> trials, int most) throws IOException {
        int run = 0;
        boolean usable = true;
        for (TrialFolder folder : trials) {
            if (usable && run < most && !folder.isEnded() && new ClaimWatch(folder.claim()).isFree()) {
                Optional<Claim> claim = claim(folder);
                if (claim.isPresent()) {
                    run++;
                    usable = run(folder, claim.get());
                }
            }
        }
    }

    /** Empty as well where another worker has just ended it: its folder is then moved to its place. */
    static Optional<Claim> claim(TrialFolder folder) throws IOException {
        try {
            return Claim.take(folder.claim());
        } catch (NoSuchFileException e) {
            if (Files.exists(folder.path())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Tells whether this process may run another one. */
    private boolean run(TrialFolder folder, Claim claim) throws IOException {
        // A process that is told to end waits for the work, and so for the claim to be given back.
        try (StopSignal.Work work = signal.begin();
                claim;
                TrialLog log = TrialLog.of(folder.log())) {
            current = folder;
            boolean usable = folder.isEnded() || run(folder, claim, log, work);
            current = null;
            return usable;
        }
    }

    private boolean run(TrialFolder folder, Claim claim, TrialLog log, StopSignal.Work work) throws IOException {
        folder.discardUnfinished(); // by a process that was killed
        EventFile events = new EventFile(folder);
        events.started(claim.toString());
        try {
            new TrialRun(configuration, folder.readRequest())
                    .run(folder, events.progress(), () -> work.isToStop() || claim.isLost());
            System.gc(); // memory outside of the heap does not pile up from trial to trial
            return true;
        } catch (CancellationException e) {
            events.interrupted();
            return false;
        } catch (IOException | RuntimeException | Error e) {
            TrialFailedException failure = TrialFailedException.of(e, folder.path());
            if (failure.outOfMemory() || UserMistake.is(e)) {
                folder.writeFailure(new TrialFailedException(Reason.of(failure), failure.outOfMemory()));
                return true;
            }
            e.printStackTrace(log.stream());
            folder.writeFailure(new TrialFailedException(Reason.of(failure) + "; see " + folder.log()));
            return false;
        }
    }

    private void endedByPlugin(String where) {
        TrialFolder folder = current;
        if (folder != null) {
            try {
                folder.writeFailure(new TrialFailedException("a plugin or its library called System.exit" + where));
            } catch (IOException e) {
                // then its death is told, without its reason
            }
        }
    }
}
