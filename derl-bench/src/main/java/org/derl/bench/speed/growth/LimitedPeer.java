package org.derl.bench.speed.growth;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.speed.Peer;
import org.derl.bench.speed.Times;
import org.jspecify.annotations.Nullable;

/** A program that takes steps in a process of its own, which is ended as soon as it needs more than it may. */
final class LimitedPeer implements AutoCloseable {

    private static final int MILLISECONDS_BETWEEN_LOOKS = 20;
    private static final double KIBIBYTES = 1024;

    /** A round takes about so long, so that short steps are taken more often. */
    private static final double MILLISECONDS_OF_A_ROUND = 500;

    private static final int MOST_STEPS = 25;

    private final GrowthLimits limits;
    private final Peer peer;
    private final double start;
    private final List<Double> times = new ArrayList<>();
    /** The processor time at the beginning of the step that it takes; that of a loaded machine's clock says little. */
    private volatile @Nullable Duration asked;

    private volatile @Nullable String exceeded;
    private volatile boolean closed;

    /** Starts it, and waits until it is ready. */
    LimitedPeer(List<String> command, GrowthLimits limits) throws IOException {
        this.limits = limits;
        peer = new Peer(command);
        start = peer.kibibytes().orElse(0) / KIBIBYTES;
        Thread watch = new Thread(this::watch, "limits");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        while (!closed && exceeded == null) {
            Duration before = asked;
            Duration step =
                    before == null ? Duration.ZERO : peer.processorTime().minus(before);
            exceeded = limits.exceeded(peer.peakKibibytes().orElse(0), step);
            if (exceeded != null) {
                peer.kill();
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Takes a step, and then about as many as a round has; none counts. */
    void warmUp() throws IOException {
        round();
        round();
        times.clear();
    }

    /** Takes the steps of a round, as long as it is within its limits and does not end. */
    void round() throws IOException {
        double last = times.isEmpty() ? MILLISECONDS_OF_A_ROUND : times.get(times.size() - 1);
        int steps = (int) Math.max(1, Math.min(MOST_STEPS, MILLISECONDS_OF_A_ROUND / last));
        for (int i = 0; i < steps && exceeded == null; i++) {
            step();
        }
    }

    private void step() throws IOException {
        asked = peer.processorTime();
        try {
            times.addAll(peer.steps(1).values());
        } catch (IOException e) {
            if (exceeded == null) {
                exceeded = GrowthLimits.ended(peer.status()).orElseThrow(() -> e);
            }
        } finally {
            asked = null;
        }
    }

    /** What its steps have cost. */
    GrowthCost cost() {
        String why = exceeded;
        if (why != null) {
            return GrowthCost.leftOut(peer.name(), peer.parameters(), why);
        }
        double peak = peer.peakKibibytes().orElse(0) / KIBIBYTES;
        return new GrowthCost(
                peer.name(), null, peer.parameters(), new Times(times).median(), Math.max(0, peak - start), peak);
    }

    @Override
    public void close() {
        closed = true;
        peer.close();
    }
}
