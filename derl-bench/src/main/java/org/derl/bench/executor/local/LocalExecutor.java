package org.derl.bench.executor.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.bench.claim.Holder;
import org.derl.bench.executor.OpenTrial;
import org.derl.bench.executor.TrialEvent;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.executor.worker.WorkerTask;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials in processes of their own on this machine, so that a crash of native code costs one trial. A process runs
 * one trial after the other, for starting one takes seconds. Processes end with this one, however that ends.
 */
public final class LocalExecutor implements TrialExecutor {

    /**
     * The settings.
     *
     * @param silence after which a line says that nothing has been heard from a trial
     * @param silenceLimit after which a trial fails from which nothing was heard; never where it is not told
     * @param retries how often a trial is tried again whose process was killed
     * @param gpus the numbers of the GPUs to spread trials over, each of which sees its own as gpu0; none for one
     *     worker after the other on whatever there is
     * @param workersPerGpu how many trials at a time on each
     * @param tf32 whether matrices may be multiplied in TF32 on GPUs, faster and to fewer digits
     */
    public record Config(
            Duration silence,
            @Nullable Duration silenceLimit,
            int retries,
            List<Integer> gpus,
            int workersPerGpu,
            boolean tf32) {

        public Config {
            gpus = List.copyOf(gpus);
            if (silence.isNegative() || silence.isZero() || (silenceLimit != null && silenceLimit.isNegative())) {
                throw new IllegalArgumentException("silence and silence-limit must be positive durations, as 10m");
            } else if (retries < 0 || workersPerGpu < 1) {
                throw new IllegalArgumentException("retries must not be negative, and workers-per-gpu be positive");
            }
        }
    }

    private static final long WAIT_MILLIS = 200;

    private final Config config;
    private final Workplace workplace;
    private final Map<TrialFolder, OpenTrial> open = new LinkedHashMap<>();
    private final Map<TrialFolder, Integer> killed = new HashMap<>();
    private final Map<TrialFolder, Silence> silences = new HashMap<>();
    private final Map<WorkerProcess, Optional<TrialFolder>> workers = new LinkedHashMap<>();
    private final List<TrialEvent> events = new ArrayList<>();

    /** With the settings and the place. */
    public LocalExecutor(Config config, Workplace workplace) {
        this.config = config;
        this.workplace = workplace;
    }

    @Override
    public void submit(List<TrialFolder> trials) throws IOException {
        for (TrialFolder folder : trials) {
            open.put(folder, new OpenTrial(folder));
            silences.put(folder, new Silence(config.silence(), config.silenceLimit()));
            events.add(new TrialEvent.Queued(folder));
        }
    }

    @Override
    public List<TrialEvent> poll() throws IOException, InterruptedException {
        WorkerProcess.refuseWhenEnding();
        lookAtWorkers();
        for (OpenTrial trial : List.copyOf(open.values())) {
            hear(trial);
        }
        start();
        if (events.isEmpty()) {
            Thread.sleep(WAIT_MILLIS);
        }
        List<TrialEvent> heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    private void hear(OpenTrial trial) throws IOException {
        TrialFolder folder = trial.folder();
        List<TrialEvent> heard = trial.read();
        events.addAll(heard);
        if (trial.hasEnded()) {
            workers.forEach((worker, current) -> {
                if (current.equals(Optional.of(folder))) {
                    worker.movePrinted(folder.log());
                }
            });
            open.remove(folder);
            silences.remove(folder);
        } else {
            Silence silence = silences.get(folder);
            if (silence != null) {
                silent(trial, silence, !heard.isEmpty() || trial.holder().isEmpty());
            }
        }
    }

    /** A trial from which nothing is heard is told of, and in the end given up where a limit is set. */
    private void silent(OpenTrial trial, Silence silence, boolean heard) throws IOException {
        TrialFolder folder = trial.folder();
        silence.look(heard).ifPresent(line -> events.add(new TrialEvent.Said(folder, line)));
        if (silence.isOver()) {
            Optional<WorkerProcess> worker = workerOf(trial);
            if (worker.isPresent()) {
                worker.get().endAtOnce();
                folder.writeFailure(new TrialFailedException("nothing was heard from it for " + silence.limitInWords()
                        + ", which silence-limit allows, and its process was ended"));
            }
        }
    }

    private Optional<WorkerProcess> workerOf(OpenTrial trial) throws IOException {
        Optional<Holder> holder = trial.holder();
        return workers.keySet().stream()
                .filter(worker -> holder.filter(worker::isHolder).isPresent())
                .findFirst();
    }

    private void lookAtWorkers() throws IOException {
        for (OpenTrial trial : open.values()) {
            workerOf(trial).ifPresent(worker -> workers.put(worker, Optional.of(trial.folder())));
        }
        for (WorkerProcess worker : List.copyOf(workers.keySet())) {
            if (!worker.isAlive()) {
                ended(worker, workers.remove(worker));
                worker.endAtOnce();
            }
        }
    }

    private void ended(WorkerProcess worker, Optional<TrialFolder> current) throws IOException {
        TrialFolder folder = current.orElse(null);
        if (folder == null && worker.status() != 0) {
            // It has not come as far as a trial: the next one would not, either.
            for (OpenTrial trial : open.values()) {
                if (!trial.folder().isEnded() && trial.isFree()) {
                    trial.folder()
                            .writeFailure(new TrialFailedException(
                                    worker.death() + " before it began: " + worker.lastPrinted()));
                    return;
                }
            }
        } else if (folder != null && open.containsKey(folder) && !folder.isEnded() && worker.status() != 0) {
            worker.movePrinted(folder.log());
            died(worker, folder);
        }
    }

    private void died(WorkerProcess worker, TrialFolder folder) throws IOException {
        int times = killed.merge(folder, 1, Integer::sum);
        if (worker.wasKilled() && times <= config.retries()) {
            events.add(new TrialEvent.Said(folder, "is tried once more: " + worker.death()));
        } else {
            folder.writeFailure(new TrialFailedException(
                    worker.death() + (times > 1 ? ", " + times + " times" : "") + "; see " + folder.log()));
        }
    }

    private void start() throws IOException {
        List<TrialFolder> waiting = new ArrayList<>();
        int elsewhere = 0;
        for (OpenTrial trial : open.values()) {
            waiting.add(trial.folder());
            if (!trial.isFree() && workerOf(trial).isEmpty()) {
                elsewhere++;
            }
        }
        int places =
                config.gpus().isEmpty() ? workplace.workers() : config.gpus().size() * config.workersPerGpu();
        while (workers.size() < Math.min(places, waiting.size() - elsewhere)) {
            WorkerTask task = WorkerTask.of(WorkerTask.STANDARD_INPUT, 0, Integer.MAX_VALUE, workplace.configuration());
            Integer gpu = freest();
            workers.put(WorkerProcess.start(task, waiting, environment(gpu), gpu), Optional.empty());
        }
    }

    /** The GPU that the fewest workers have; null where there is none to choose. */
    private @Nullable Integer freest() {
        return config.gpus().stream()
                .min(Comparator.comparing(gpu -> workers.keySet().stream()
                        .filter(worker -> gpu.equals(worker.gpu()))
                        .count()))
                .orElse(null);
    }

    private Map<String, String> environment(@Nullable Integer gpu) {
        Map<String, String> environment = new HashMap<>();
        workplace.kernels().prepare(environment);
        if (!config.tf32()) {
            environment.put("NVIDIA_TF32_OVERRIDE", "0");
        }
        if (gpu != null) {
            environment.put("CUDA_VISIBLE_DEVICES", String.valueOf(gpu));
        }
        return environment;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // workers are waited for all the same: they keep checkpoints
        Set<TrialFolder> running = new HashSet<>();
        workers.values().forEach(current -> current.ifPresent(running::add));
        workers.keySet().stream().toList().forEach(WorkerProcess::end);
        workers.clear();
        for (TrialFolder folder : running) {
            try {
                folder.discardUnfinished();
            } catch (IOException e) {
                // the next run into this folder will delete what is left
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
