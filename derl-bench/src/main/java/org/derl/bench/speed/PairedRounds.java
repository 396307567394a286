package org.derl.bench.speed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rounds in which first we, then a peer take steps, so that whatever else the machine does meets both alike. */
public final class PairedRounds {

    private final TrainingSteps<?> ours;
    private final Peer peer;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * One round.
     *
     * @param ours our median thread-CPU time a step, in milliseconds
     * @param theirs the peer's
     * @param ofProcesses the ratio of the processor times of all threads, ours by theirs; NaN where it is unknown
     */
    public record Round(double ours, double theirs, double ofProcesses) {

        /** Our time in units of theirs. */
        public double ratio() {
            return ours / theirs;
        }
    }

    /**
     * For a peer that trains the same model.
     *
     * @throws IllegalArgumentException when the numbers of parameters differ
     */
    public PairedRounds(TrainingSteps<?> ours, Peer peer) {
        if (ours.parameters() != peer.parameters()) {
            throw new IllegalArgumentException("the peer trains another model: it has " + peer.parameters()
                    + " parameters, this one " + ours.parameters());
        }
        this.ours = ours;
        this.peer = peer;
    }

    /** Takes steps on both sides that do not count. */
    public void warmUp(int steps) throws IOException {
        ours.steps(steps);
        peer.steps(steps);
    }

    /** Takes steps on both sides. */
    public Round round(int steps) throws IOException {
        Duration ourStart = processorTime();
        double ourMedian = ours.steps(steps).median();
        Duration ourTime = processorTime().minus(ourStart);
        Duration theirStart = peer.processorTime();
        double theirMedian = peer.steps(steps).median();
        Duration theirTime = peer.processorTime().minus(theirStart);
        double ofProcesses = theirTime.isZero() ? Double.NaN : ourTime.toNanos() / (double) theirTime.toNanos();
        Round round = new Round(ourMedian, theirMedian, ofProcesses);
        rounds.add(round);
        return round;
    }

    /** One number of each round so far. */
    public Times all(ToDoubleFunction<Round> number) {
        return new Times(rounds.stream().map(number::applyAsDouble).toList());
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
