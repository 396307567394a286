package org.derl.bench.speed.growth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derl.bench.process.JavaProcess;
import org.jspecify.annotations.Nullable;

/** Measures points, each in fresh processes; where there is a peer, both take turns. */
public final class Growth {

    private final String main;
    private final GrowthLimits limits;
    private final int rounds;

    /**
     * @param main the class that takes the command line's arguments
     * @param rounds in which steps are timed
     */
    public Growth(String main, GrowthLimits limits, int rounds) {
        this.main = main;
        this.limits = limits;
        this.rounds = rounds;
    }

    /**
     * Measures a point.
     *
     * @param before the one before it along the axis; a program that exceeded its limits there is not started again
     * @throws IOException when a program fails
     * @throws IllegalArgumentException when the peer trains another number of parameters
     */
    public GrowthRow measure(GrowthPoint point, @Nullable GrowthRow before) throws IOException {
        GrowthCost oursBefore = before == null ? null : before.ours();
        GrowthCost theirsBefore = before == null ? null : before.theirs();
        List<String> ours = ends(oursBefore) ? null : own(point);
        List<String> theirs = ends(theirsBefore) ? null : point.peer();
        Iterator<GrowthCost> costs =
                costs(Stream.of(ours, theirs).filter(Objects::nonNull).toList()).iterator();
        GrowthRow row = new GrowthRow(
                point,
                Objects.requireNonNull(ours == null ? oursBefore : costs.next()),
                theirs == null ? theirsBefore : costs.next());
        if (ours != null && theirs != null) {
            row.checkParameters();
        }
        return row;
    }

    private static boolean ends(@Nullable GrowthCost before) {
        return before != null && !before.isMeasured();
    }

    private List<String> own(GrowthPoint point) {
        List<String> command = new ArrayList<>(JavaProcess.command(main));
        command.addAll(point.arguments());
        return command;
    }

    private List<GrowthCost> costs(List<List<String>> commands) throws IOException {
        List<LimitedPeer> programs = new ArrayList<>();
        try {
            for (List<String> command : commands) {
                programs.add(new LimitedPeer(command, limits));
            }
            for (LimitedPeer program : programs) {
                program.warmUp();
            }
            for (int i = 0; i < rounds; i++) {
                for (LimitedPeer program : programs) {
                    program.round();
                }
            }
            return programs.stream().map(LimitedPeer::cost).toList();
        } finally {
            programs.forEach(LimitedPeer::close);
        }
    }
}
