package org.derl.bench.executor.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.derl.bench.claim.Holder;
import org.derl.bench.executor.worker.StopSignal;
import org.derl.bench.executor.worker.Worker;
import org.derl.bench.executor.worker.WorkerTask;
import org.derl.bench.process.JavaProcess;
import org.derl.bench.trial.TrialFolder;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/** A {@link Worker}, as seen from the process that has started it. */
final class WorkerProcess {

    private static final int KILLED = 137;
    private static final int ABORTED = 134;
    private static final int BUS_ERROR = 135;
    private static final int SEGMENTATION_FAULT = 139;
    private static final int BY_SIGNAL = 128;

    /** It may have a checkpoint to write. */
    private static final long SECONDS_TO_END = StopSignal.SECONDS + 5;

    private static final Set<WorkerProcess> STARTED = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    private final Process process;
    private final PrintedTail printed;
    private final @Nullable Integer gpu;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(WorkerProcess::endAll));
    }

    private WorkerProcess(Process process, @Nullable Integer gpu) {
        this.process = process;
        this.gpu = gpu;
        printed = PrintedTail.of(process.getInputStream());
    }

    /** Throws when this process is about to end: then no trial is to begin, and none fails. */
    static void refuseWhenEnding() throws InterruptedException {
        if (ending) {
            throw new InterruptedException();
        }
    }

    /**
     * Starts one with the Java, class path and options of this process.
     *
     * @param environment beside that of this process
     * @param gpu the number of the only one that it sees; null where it sees all
     */
    static WorkerProcess start(
            WorkerTask task, List<TrialFolder> trials, Map<String, String> environment, @Nullable Integer gpu)
            throws IOException {
        List<String> command = JavaProcess.command(Worker.class.getName());
        command.addAll(task.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        WorkerProcess worker = new WorkerProcess(builder.start(), gpu);
        STARTED.add(worker);
        StringBuilder lines = new StringBuilder();
        trials.forEach(trial -> lines.append(trial.path()).append('\n'));
        OutputStream in = worker.process.getOutputStream(); // stays open: its end would end the worker
        in.write(lines.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        in.flush();
        return worker;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Nullable
    Integer gpu() {
        return gpu;
    }

    boolean isHolder(Holder holder) {
        return holder.process() == process.pid();
    }

    /** Of one that has ended. */
    int status() {
        return process.exitValue();
    }

    /** Whether the system or native code has ended it, and not what it ran. */
    boolean wasKilled() {
        return status() > BY_SIGNAL;
    }

    /** How it ended, where it has said nothing of that itself. */
    String death() {
        return switch (status()) {
            case KILLED -> "its process was killed, as a system does that runs out of memory";
            case ABORTED, BUS_ERROR, SEGMENTATION_FAULT ->
                "its process ended with status " + status() + ", within native code: where that happens again, delete"
                        + " the folder " + Compute.libraries() + ", which is made anew";
            default -> "its process ended with status " + status();
        };
    }

    /** Moves what it has printed outside of its trials' own logs into one of these. */
    void movePrinted(Path log) {
        printed.move(log);
    }

    /** What it has printed last, outside of its trials' own logs. */
    String lastPrinted() {
        return printed.last();
    }

    /** Ends it, after a checkpoint. */
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        STARTED.remove(this);
    }

    /** Forgets one that has ended, or ends it without more ado. */
    void endAtOnce() {
        process.destroyForcibly();
        STARTED.remove(this);
    }

    /** Ends all workers of a process that is about to end itself. */
    private static void endAll() {
        ending = true;
        STARTED.forEach(worker -> worker.process.destroy());
        STARTED.forEach(WorkerProcess::end);
    }
}
