package org.derl.bench.executor.slurm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.derl.bench.executor.Workplace;
import org.derl.bench.executor.worker.StopSignal;
import org.derl.bench.executor.worker.Worker;
import org.derl.bench.executor.worker.WorkerTask;
import org.derl.bench.process.JavaProcess;
import org.jspecify.annotations.Nullable;

/** The script of an array of jobs: what the site wants, then a worker that takes the trials of its place in the list. */
final class ArrayScript {

    private final SlurmExecutor.Config config;
    private final Workplace workplace;

    ArrayScript(SlurmExecutor.Config config, Workplace workplace) {
        this.config = config;
        this.workplace = workplace;
    }

    /** The script for so many trials, whose list lies in a file. */
    String text(Path folder, Path list, int trials) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/bash"));
        options(folder, trials).forEach(option -> lines.add("#SBATCH " + option));
        lines.add("");
        config.modules().forEach(module -> lines.add("module load " + quoted(module)));
        environment().forEach((name, value) -> lines.add("export " + name + "=" + quoted(value)));
        lines.add("# The shell gives its place to the worker, so that it is the worker who hears the signal.");
        lines.add("exec " + command(list));
        return String.join("\n", lines) + "\n";
    }

    private List<String> options(Path folder, int trials) {
        int jobs = (trials + config.trialsPerJob() - 1) / config.trialsPerJob();
        List<String> options = new ArrayList<>();
        options.add("--job-name=derl");
        options.add("--array=0-" + (jobs - 1) + (config.jobsAtOnce() == null ? "" : "%" + config.jobsAtOnce()));
        options.add("--output=" + folder.resolve("%a.out"));
        options.add("--open-mode=append");
        options.add("--ntasks=1");
        options.add("--cpus-per-task=1");
        options.add("--no-requeue");
        // Time enough for a step and a checkpoint before the limit of time.
        options.add("--signal=B:TERM@" + (StopSignal.SECONDS + 30));
        add(options, "partition", config.partition());
        add(options, "gres", config.gres());
        add(options, "time", config.time());
        add(options, "account", config.account());
        options.addAll(config.extra());
        return options;
    }

    private static void add(List<String> options, String name, @Nullable String value) {
        if (value != null) {
            options.add("--" + name + "=" + value);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        workplace.kernels().prepare(environment);
        if (!config.tf32()) {
            environment.put("NVIDIA_TF32_OVERRIDE", "0");
        }
        return environment;
    }

    private String command(Path list) {
        List<String> words = new ArrayList<>(JavaProcess.command(Worker.class.getName()));
        List<String> arguments =
                new ArrayList<>(WorkerTask.of(list.toString(), 0, config.trialsPerJob(), workplace.configuration())
                        .arguments());
        words.addAll(arguments);
        List<String> quoted = words.stream().map(ArrayScript::quoted).collect(Collectors.toCollection(ArrayList::new));
        quoted.set(words.size() - arguments.size() + 1, "$((SLURM_ARRAY_TASK_ID * " + config.trialsPerJob() + "))");
        return String.join(" ", quoted);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
