package org.derl.bench.worker;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialRunner;
import org.derl.io.Reason;
import org.derl.tensor.Kernels;

/**
 * Runs trials in processes of their own, as many at a time as there are callers, so that a crash of native code costs
 * one trial. A process runs one trial after the other: starting one takes seconds. Processes end with this one, however
 * that ends.
 */
public final class WorkerProcesses implements TrialRunner, AutoCloseable {

    private final Map<Kernels, Queue<WorkerProcess>> waiting = new ConcurrentHashMap<>();
    private final Configuration configuration;
    private volatile boolean outOfMemory;

    /** With the plugins of this process. */
    public WorkerProcesses() {
        this(Configuration.of(WorkerProcesses.class.getClassLoader()));
    }

    /**
     * With the plugins of this process.
     *
     * @param configuration says where files lie, and how predictions are written; the settings are a trial's own
     */
    public WorkerProcesses(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void run(Trial trial, TrialFolder folder, Progress progress)
            throws TrialFailedException, InterruptedException {
        try {
            WorkerProcess worker = worker(trial.kernels());
            boolean usable = false;
            try {
                folder.ask(trial);
                worker.run(folder, progress);
                usable = true;
            } finally {
                if (usable) {
                    waiting(worker.kernels()).add(worker);
                } else {
                    worker.end();
                }
            }
        } catch (TrialFailedException e) {
            if (e.outOfMemory()) {
                outOfMemory = true;
            }
            throw e;
        } catch (IOException e) {
            WorkerProcess.refuseWhenEnding();
            throw new TrialFailedException(Reason.of(e, folder.path()));
        }
    }

    /** Whether memory was wanting in any of them. */
    public boolean ranOutOfMemory() {
        return outOfMemory;
    }

    private Queue<WorkerProcess> waiting(Kernels kernels) {
        return waiting.computeIfAbsent(kernels, any -> new ConcurrentLinkedQueue<>());
    }

    private WorkerProcess worker(Kernels kernels) throws IOException, InterruptedException {
        WorkerProcess.refuseWhenEnding();
        Queue<WorkerProcess> waiting = waiting(kernels);
        for (WorkerProcess worker = waiting.poll(); worker != null; worker = waiting.poll()) {
            if (worker.isAlive()) {
                return worker;
            }
            worker.end();
        }
        return WorkerProcess.start(configuration, kernels);
    }

    /** Ends the processes that wait for a trial. */
    @Override
    public void close() {
        waiting.values().forEach(queue -> {
            for (WorkerProcess worker = queue.poll(); worker != null; worker = queue.poll()) {
                worker.end();
            }
        });
    }
}
