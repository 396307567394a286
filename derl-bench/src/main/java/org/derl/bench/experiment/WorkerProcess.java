package org.derl.bench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                listen(process, progress);
                int status = process.waitFor();
                if (status != 0) {
                    throw new TrialFailedException(reason(folder, status));
                }
            } finally {
                process.destroy();
                RUNNING.remove(process);
            }
        } catch (IOException e) {
            throw new TrialFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static void listen(Process process, Progress progress) throws IOException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                WorkerProtocol.read(line, progress);
                line = lines.readLine();
            }
        }
    }

    private static String reason(TrialFolder folder, int status) throws IOException {
        List<String> log = Files.exists(folder.log()) ? Files.readAllLines(folder.log()) : List.of();
        String said = String.join("\n", log.subList(Math.max(0, log.size() - 5), log.size()));
        return said.isBlank() ? "its process ended with status " + status + "; see " + folder.log() : said;
    }

    /**
     * A worker: runs the trial that the folder, its one argument, asks for. Ends with status 1 where there is no result;
     * the reason then is the last thing on standard error.
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not disturb the protocol
        TrialFolder folder = new TrialFolder(Path.of(arguments[0]));
        try {
            new TrialRun(WorkerProcess.class.getClassLoader(), folder.readRequest())
                    .run(folder, WorkerProtocol.writer(out));
        } catch (IOException | InvalidConfigException | DivergedException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0); // native threads of the engine do not keep a worker alive
    }
}
