package org.derl.bench.executor.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.bench.executor.OpenTrial;
import org.derl.bench.executor.TrialEvent;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials as an array of jobs of Slurm. Jobs go on without this process; the same command collects later what they
 * have left. A job that its limit of time cuts keeps a checkpoint, and its trial goes on in the next one. {@code
 * squeue} and
 * {@code sbatch} suffice. The folder of the comparison and everything on the class path must be there on all nodes.
 */
public final class SlurmExecutor implements TrialExecutor {

    /**
     * The settings, most of them options of {@code sbatch}; what is not told is left to the site.
     *
     * @param partition where jobs run
     * @param gres what each job is to have, as {@code gpu:1}
     * @param time the limit of a job, as {@code 01:00:00}
     * @param account that pays
     * @param modules loaded before Java starts
     * @param extra further options, each as it would follow {@code #SBATCH}
     * @param trialsPerJob how many trials a job runs at most, one after the other
     * @param jobsAtOnce how many jobs run at once
     * @param tf32 whether matrices may be multiplied in TF32 on GPUs, faster and to fewer digits
     */
    public record Config(
            @Nullable String partition,
            @Nullable String gres,
            @Nullable String time,
            @Nullable String account,
            List<String> modules,
            List<String> extra,
            int trialsPerJob,
            @Nullable Integer jobsAtOnce,
            boolean tf32) {

        public Config {
            modules = List.copyOf(modules);
            extra = List.copyOf(extra);
            if (trialsPerJob < 1 || (jobsAtOnce != null && jobsAtOnce < 1)) {
                throw new IllegalArgumentException("trials-per-job and jobs-at-once must be positive");
            }
        }
    }

    private static final long WAIT_MILLIS = 1000;
    private static final long BETWEEN_QUESTIONS = 10_000_000_000L;
    private static final int MOST_JOBS_WITHOUT_PROGRESS = 3;

    private final Config config;
    private final Workplace workplace;
    private final Map<TrialFolder, OpenTrial> open = new LinkedHashMap<>();
    private final Map<TrialFolder, Integer> jobsWithoutProgress = new HashMap<>();
    private final List<TrialEvent> events = new ArrayList<>();
    private long asked = System.nanoTime();

    /** With the settings and the place. */
    public SlurmExecutor(Config config, Workplace workplace) {
        this.config = config;
        this.workplace = workplace;
    }

    @Override
    public boolean goesOnAlone() {
        return true;
    }

    @Override
    public void submit(List<TrialFolder> trials) throws IOException, InterruptedException {
        for (TrialFolder folder : trials) {
            open.put(folder, new OpenTrial(folder));
            events.add(new TrialEvent.Queued(folder));
        }
        submitUncovered();
    }

    /** Submits what no job that waits or runs has in its list, and nobody runs. */
    private void submitUncovered() throws IOException, InterruptedException {
        Set<Path> covered = covered();
        List<TrialFolder> uncovered = new ArrayList<>();
        for (OpenTrial trial : open.values()) {
            TrialFolder folder = trial.folder();
            if (!covered.contains(folder.path().toAbsolutePath()) && !folder.isEnded() && trial.isFree()) {
                if (jobsWithoutProgress.merge(folder, 1, Integer::sum) > MOST_JOBS_WITHOUT_PROGRESS) {
                    folder.writeFailure(new TrialFailedException(MOST_JOBS_WITHOUT_PROGRESS
                            + " jobs have ended without an epoch of it; what they printed lies in "
                            + workplace.folder().resolve("slurm")));
                } else {
                    uncovered.add(folder);
                }
            }
        }
        if (!uncovered.isEmpty()) {
            Submission submission =
                    Submission.submit(workplace.folder(), uncovered, new ArrayScript(config, workplace));
            for (TrialFolder folder : uncovered) {
                events.add(new TrialEvent.Said(folder, "is submitted to Slurm, job " + submission.job()));
            }
        }
    }

    private Set<Path> covered() throws IOException, InterruptedException {
        List<Submission> submissions = Submission.of(workplace.folder());
        Set<String> alive = Submission.alive(submissions);
        Set<Path> covered = new HashSet<>();
        for (Submission submission : submissions) {
            if (alive.contains(submission.job())) {
                covered.addAll(submission.trials());
            }
        }
        return covered;
    }

    @Override
    public List<TrialEvent> poll() throws IOException, InterruptedException {
        for (OpenTrial trial : List.copyOf(open.values())) {
            List<TrialEvent> heard = trial.read();
            events.addAll(heard);
            if (heard.stream().anyMatch(TrialEvent.Finished.class::isInstance)) {
                jobsWithoutProgress.remove(trial.folder());
            }
            if (trial.hasEnded()) {
                open.remove(trial.folder());
            }
        }
        if (!open.isEmpty() && System.nanoTime() - asked > BETWEEN_QUESTIONS) {
            submitUncovered();
            asked = System.nanoTime();
        }
        if (events.isEmpty()) {
            Thread.sleep(WAIT_MILLIS);
        }
        List<TrialEvent> heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    /** Jobs go on. */
    @Override
    public void close() {
        open.clear();
    }
}
