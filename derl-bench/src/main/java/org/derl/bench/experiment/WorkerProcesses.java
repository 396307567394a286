package org.derl.bench.experiment;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.derl.bench.train.Progress;

/**
 * Runs trials in processes of their own, as many at a time as there are callers, so that a crash of native code costs
 * one trial. A process runs one trial after the other: starting one takes seconds. Processes end with this one, however
 * that ends.
 */
public final class WorkerProcesses implements TrialRunner, AutoCloseable {

    private final Queue<WorkerProcess> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void run(Trial trial, TrialFolder folder, Progress progress)
            throws TrialFailedException, InterruptedException {
        try {
            WorkerProcess worker = worker();
            boolean usable = false;
            try {
                folder.writeRequest(trial);
                worker.run(folder, progress);
                usable = true;
            } finally {
                if (usable) {
                    waiting.add(worker);
                } else {
                    worker.end();
                }
            }
        } catch (IOException e) {
            WorkerProcess.refuseWhenEnding();
            throw new TrialFailedException(String.valueOf(e.getMessage()));
        }
    }

    private WorkerProcess worker() throws IOException, InterruptedException {
        WorkerProcess.refuseWhenEnding();
        for (WorkerProcess worker = waiting.poll(); worker != null; worker = waiting.poll()) {
            if (worker.isAlive()) {
                return worker;
            }
            worker.end();
        }
        return WorkerProcess.start();
    }

    /** Ends the processes that wait for a trial. */
    @Override
    public void close() {
        for (WorkerProcess worker = waiting.poll(); worker != null; worker = waiting.poll()) {
            worker.end();
        }
    }
}
