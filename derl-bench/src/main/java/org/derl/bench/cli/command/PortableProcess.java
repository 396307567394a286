package org.derl.bench.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.process.JavaProcess;
import org.derl.bench.trial.TrialFolder;
import org.derl.tensor.Kernels;

/** Evaluates trials that portable kernels computed where the engine of this process has none. */
public final class PortableProcess {

    private PortableProcess() {}

    /** Whether trials of a comparison were computed by portable kernels, which the engine of this process has not. */
    public static boolean isNeeded(Path folder, StoredComparison comparison) throws IOException {
        List<TrialFolder> trials = new ArrayList<>();
        comparison.trials().forEach((model, seeds) -> seeds.keySet()
                .forEach(
                        seed -> trials.add(new TrialFolder(folder.resolve(model).resolve("seed-" + seed)))));
        return isNeeded(trials);
    }

    /** Whether one of some trials was computed by portable kernels, which the engine of this process has not. */
    public static boolean isNeeded(Collection<TrialFolder> trials) throws IOException {
        if (Kernels.ofThisProcess() == Kernels.PORTABLE) {
            return false;
        }
        for (TrialFolder trial : trials) {
            if (trial.isComplete() && trial.readRequest().kernels() == Kernels.PORTABLE) {
                return true;
            }
        }
        return false;
    }

    /** Runs a command in a process that computes by them; returns its exit status. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(JavaProcess.command(Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Kernels.PORTABLE.prepare(builder.environment());
        Process process = builder.start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return status;
    }
}
