package org.derl.bench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.derl.bench.train.DivergedException;
import org.derl.bench.train.Progress;
import org.derl.config.InvalidConfigException;

/**
 * Runs each trial in a process of its own, so that a crash of native code costs one trial, memory is given back, and
 * nothing that one trial does can change another's numbers. Workers end with this process.
 */
public final class WorkerProcess implements TrialRunner {

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private final List<String> command;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroy)));
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
        try {
            folder.writeRequest(trial);
            List<String> complete = new ArrayList<>(command);
            complete.add(folder.path().toString());
            Process process = new ProcessBuilder(complete)
                    .redirectError(folder.log().toFile())
                    .start();
            RUNNING.add(process);
            try {
                Optional<String> reason = listen(process, progress);
                int status = process.waitFor();
                if (status != 0) {
                    throw new TrialFailedException(
                            reason.orElse("its process ended with status " + status + "; see " + folder.log()));
                }
            } finally {
                process.destroy();
                RUNNING.remove(process);
            }
        } catch (IOException e) {
            throw new TrialFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Passes a worker's progress on until it ends; returns the last reason that it gave for having no result. */
    private static Optional<String> listen(Process process, Progress progress) throws IOException {
        Optional<String> reason = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<String> former = reason;
                reason = WorkerProtocol.read(line, progress).or(() -> former);
            }
        }
        return reason;
    }

    /**
     * A worker: runs the trial that the folder, its one argument, asks for. Ends with status 1 where there is no result.
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not disturb the protocol
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
}
