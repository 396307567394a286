package org.derl.bench.worker;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.tensor.Compute;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/** A {@link Worker}, as seen from the process that has started it. */
public final class WorkerProcess {

    private static final int ABORTED = 134;
    private static final int BUS_ERROR = 135;
    private static final int KILLED = 137;
    private static final int SEGMENTATION_FAULT = 139;

    /** It may have a checkpoint to write. */
    private static final long SECONDS_TO_END = StopSignal.SECONDS + 5;

    private static final Set<WorkerProcess> STARTED = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    private final Process process;
    private final Configuration configuration;
    private final Kernels kernels;
    /** With its status, once there is nothing more to hear. */
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private boolean listening;
    private volatile @Nullable Run current;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(WorkerProcess::endAll));
    }

    private WorkerProcess(Process process, Configuration configuration, Kernels kernels) {
        this.process = process;
        this.configuration = configuration;
        this.kernels = kernels;
    }

    /** One trial: what is told of it goes where, and what came of it. */
    private record Run(
            TrialFolder folder, Progress progress, Writer log, CompletableFuture<WorkerProtocol.Ended> ended) {}

    /** Throws when this process is about to end: then no trial is to begin, and none fails. */
    static void refuseWhenEnding() throws InterruptedException {
        if (ending) {
            throw new InterruptedException();
        }
    }

    /**
     * Starts one with the Java, class path and options of this process, which computes by some kernels all its life.
     *
     * @param configuration says where files lie
     */
    static WorkerProcess start(Configuration configuration, Kernels kernels) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        kernels.prepare(builder.environment());
        WorkerProcess worker = new WorkerProcess(builder.start(), configuration, kernels);
        STARTED.add(worker);
        return worker;
    }

    Kernels kernels() {
        return kernels;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Runs the trial that a folder asks for. Whoever sees this throw anything must end the process.
     *
     * @throws TrialFailedException when there is no result
     * @throws InterruptedException when the calling thread is asked to stop
     */
    void run(TrialFolder folder, Progress progress) throws TrialFailedException, IOException, InterruptedException {
        try (Writer log = Files.newBufferedWriter(folder.log())) {
            Run run = new Run(folder, progress, log, new CompletableFuture<>());
            current = run;
            if (!listening) {
                listening = true;
                Thread listener = new Thread(this::listen);
                listener.setDaemon(true);
                listener.start();
            }
            ask(folder);
            // Reading what it says cannot be interrupted, waiting for what came of it can.
            CompletableFuture<WorkerProtocol.Ended> exited =
                    exit.thenApply(status -> WorkerProtocol.Ended.without(death(status) + "; see " + folder.log()));
            WorkerProtocol.Ended ended =
                    run.ended.applyToEither(exited, Function.identity()).get();
            refuseWhenEnding();
            if (ended.reason() != null) {
                throw new TrialFailedException(ended.reason(), ended.outOfMemory());
            }
        } catch (ExecutionException e) {
            throw new TrialFailedException(String.valueOf(e.getCause()));
        }
    }

    /** How a process ended that said nothing of it: by a signal, mostly. */
    private static String death(int status) {
        return switch (status) {
            case KILLED -> "its process was killed, as a system does that runs out of memory";
            case ABORTED, BUS_ERROR, SEGMENTATION_FAULT ->
                "its process ended with status " + status + ", within native code: where that happens again, delete the"
                        + " folder " + Compute.libraries() + ", which is made anew";
            default -> "its process ended with status " + status;
        };
    }

    private void ask(TrialFolder folder) {
        try {
            DataOutputStream requests = new DataOutputStream(process.getOutputStream());
            WorkerRequest.of(folder, configuration).write(requests);
            requests.flush();
        } catch (IOException e) {
            process.destroy(); // that will be heard
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Run run = current;
                if (run != null && !run.ended.isDone()) {
                    heard(line, run);
                }
            }
        } catch (IOException e) {
            // it was ended
        } finally {
            process.destroy();
            exit.complete(process.onExit().join().exitValue());
        }
    }

    private static void heard(String line, Run run) {
        try {
            WorkerProtocol.read(line, run.progress, run.log).ifPresent(run.ended::complete);
        } catch (RuntimeException | Error e) {
            run.ended.completeExceptionally(e);
        }
    }

    /** Ends the process, and what it was writing. */
    void end() {
        Run run = current;
        if (run != null) {
            run.ended.complete(WorkerProtocol.Ended.without("its process was ended"));
        }
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (run != null) {
                run.folder.discardUnfinished();
            }
        } catch (InterruptedException | IOException e) {
            // the next run into this folder will delete what is left
        }
        STARTED.remove(this);
    }

    /** Ends all workers of a process that is about to end itself. */
    private static void endAll() {
        ending = true;
        STARTED.forEach(worker -> worker.process.destroy());
        STARTED.forEach(WorkerProcess::end);
    }
}
