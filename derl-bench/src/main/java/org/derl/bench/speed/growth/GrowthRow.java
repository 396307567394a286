package org.derl.bench.speed.growth;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured at a point.
 *
 * @param theirs of the peer; absent where there is none
 */
public record GrowthRow(GrowthPoint point, GrowthCost ours, @Nullable GrowthCost theirs) {

    /** Of each program. */
    List<GrowthCost> costs() {
        return theirs == null ? List.of(ours) : List.of(ours, theirs);
    }

    void checkParameters() {
        if (theirs != null && theirs.parameters() != ours.parameters()) {
            throw new IllegalArgumentException("at " + point + " the peer trains another model: it has "
                    + theirs.parameters() + " parameters, this one " + ours.parameters());
        }
    }

    /** In one line. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(point.toString()), costs().stream().map(GrowthCost::toString))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
    }
}
