package org.derl.bench.train;

import org.jspecify.annotations.Nullable;

/** Counts the optimizer steps of a training up to its limit, and tells of them. */
final class StepCount implements TrainingRun.Steps {

    private final @Nullable Integer limit;
    private final Progress progress;
    private int taken;

    StepCount(@Nullable Integer limit, Progress progress) {
        this.limit = limit;
        this.progress = progress;
    }

    @Override
    public boolean exhausted() {
        return limit != null && taken >= limit;
    }

    @Override
    public void stepped(int epoch, int batch, int batches) {
        taken++;
        progress.stepped(epoch, batch, batches);
    }
}
