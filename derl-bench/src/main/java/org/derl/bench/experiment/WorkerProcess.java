package org.derl.bench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.derl.bench.train.DivergedException;
import org.derl.bench.train.Progress;
import org.derl.config.InvalidConfigException;

/**
 * Runs each trial in a process of its own, so that a crash of native code costs one trial, memory is given back, and
 * nothing that one trial does can change another's numbers. Workers end with this process.
 */
public final class WorkerProcess implements TrialRunner {

    private static final long SECONDS_TO_END = 5;
    private static final Map<Process, TrialFolder> RUNNING = new ConcurrentHashMap<>();
    private static volatile boolean ending;

    private final List<String> command;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(WorkerProcess::endAll));
    }

    /** Workers with the Java, class path and options of this process. */
    public WorkerProcess() {
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("derl."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerProcess.class.getName()));
    }

    @Override
    public void run(Trial trial, TrialFolder folder, Progress progress)
            throws TrialFailedException, InterruptedException {
        if (ending) {
            throw new InterruptedException();
        }
        try {
            folder.writeRequest(trial);
            List<String> complete = new ArrayList<>(command);
            complete.add(folder.path().toString());
            Process process = new ProcessBuilder(complete)
                    .redirectError(folder.log().toFile())
                    .start();
            RUNNING.put(process, folder);
            try {
                // Reading cannot be interrupted, waiting can.
                CompletableFuture<Optional<String>> listening = listen(process, progress);
                int status = process.waitFor();
                Optional<String> reason = listening.join();
                if (ending) {
                    throw new InterruptedException();
                } else if (status != 0) {
                    throw new TrialFailedException(
                            reason.orElse("its process ended with status " + status + "; see " + folder.log()));
                }
            } catch (InterruptedException e) {
                end(process, folder);
                throw e;
            } finally {
                RUNNING.remove(process);
            }
        } catch (IOException e) {
            if (ending) {
                throw new InterruptedException();
            }
            throw new TrialFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the workers of a process that is about to end itself, and what they were writing. */
    private static void endAll() {
        ending = true;
        RUNNING.keySet().forEach(Process::destroy);
        RUNNING.forEach(WorkerProcess::end);
    }

    private static void end(Process process, TrialFolder folder) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            folder.discardUnfinished();
        } catch (InterruptedException | IOException e) {
            // the next run into this folder will delete what is left
        }
    }

    /** Passes a worker's progress on until it ends, and then has the last reason that it gave for having no result. */
    private static CompletableFuture<Optional<String>> listen(Process process, Progress progress) {
        CompletableFuture<Optional<String>> last = new CompletableFuture<>();
        Thread listener = new Thread(() -> {
            Optional<String> reason = Optional.empty();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Optional<String> former = reason;
                    reason = WorkerProtocol.read(line, progress).or(() -> former);
                }
            } catch (IOException e) {
                // the worker was ended
            } finally {
                last.complete(reason);
            }
        });
        listener.setDaemon(true);
        listener.start();
        return last;
    }

    /**
     * A worker: runs the trial that the folder, its one argument, asks for. Ends with status 1 where there is no result.
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not disturb the protocol
        endWithParent();
        TrialFolder folder = new TrialFolder(Path.of(arguments[0]));
        try {
            new TrialRun(WorkerProcess.class.getClassLoader(), folder.readRequest())
                    .run(folder, WorkerProtocol.writer(out));
        } catch (IOException | InvalidConfigException | DivergedException | IllegalArgumentException e) {
            WorkerProtocol.fail(out, String.valueOf(e.getMessage()));
            System.exit(1);
        }
        System.exit(0); // native threads of the engine do not keep a worker alive
    }

    /** The parent never writes to a worker: its input ends when the parent does, however that ended. */
    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                if (System.in.read() < 0) {
                    Runtime.getRuntime().halt(1);
                }
            } catch (IOException e) {
                Runtime.getRuntime().halt(1);
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}
