package org.derl.bench.executor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialRunner;

/** Runs trials on threads of this process, for programs that use DERL as a library. */
public final class ThreadExecutor implements TrialExecutor {

    private static final long WAIT_MILLIS = 100;
    private static final long SECONDS_TO_END = 10;

    private final TrialRunner runner;
    private final ExecutorService pool;
    private final BlockingQueue<TrialEvent> events = new LinkedBlockingQueue<>();

    /**
     * With so many trials at a time.
     *
     * @param runner runs each, such as {@link org.derl.bench.trial.InProcess}
     */
    public ThreadExecutor(TrialRunner runner, int workers) {
        this.runner = runner;
        pool = java.util.concurrent.Executors.newFixedThreadPool(workers, work -> {
            Thread thread = new Thread(work, "trials");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void submit(List<TrialFolder> trials) {
        for (TrialFolder folder : trials) {
            events.add(new TrialEvent.Queued(folder));
            pool.execute(() -> runHere(folder));
        }
    }

    private void runHere(TrialFolder folder) {
        try {
            Trial trial = folder.readRequest();
            events.add(new TrialEvent.Started(folder, "this process"));
            runner.run(trial, folder, progress(folder));
            events.add(new TrialEvent.Completed(folder));
        } catch (InterruptedException e) {
            events.add(new TrialEvent.Interrupted(folder));
        } catch (TrialFailedException e) {
            events.add(new TrialEvent.Failed(folder, String.valueOf(e.getMessage()), e.outOfMemory()));
        } catch (IOException | RuntimeException | Error e) {
            TrialFailedException failure = TrialFailedException.of(e, folder.path());
            events.add(new TrialEvent.Failed(folder, String.valueOf(failure.getMessage()), failure.outOfMemory()));
        }
    }

    private Progress progress(TrialFolder folder) {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                events.add(new TrialEvent.Finished(folder, epoch));
            }

            @Override
            public void stepped(int epoch, int step, int steps) {
                events.add(new TrialEvent.Stepped(folder, epoch, step, steps));
            }

            @Override
            public void checkpointed(long steps, double seconds) {
                events.add(new TrialEvent.Checkpointed(folder, steps, seconds));
            }

            @Override
            public void said(String line) {
                events.add(new TrialEvent.Said(folder, line));
            }
        };
    }

    @Override
    public List<TrialEvent> poll() throws InterruptedException {
        List<TrialEvent> heard = new ArrayList<>();
        TrialEvent first = events.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            heard.add(first);
            events.drainTo(heard);
        }
        return heard;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
