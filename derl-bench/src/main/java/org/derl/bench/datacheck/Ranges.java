package org.derl.bench.datacheck;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.derl.bench.metric.MetricFamily;
import org.derl.data.Task;
import org.jspecify.annotations.Nullable;

/** The ranges that labels of known families are in. */
final class Ranges {

    private Ranges() {}

    /** The range of a family, where it is one that there are metrics for. */
    static Optional<Task.Regression> of(@Nullable String family) {
        return Arrays.stream(MetricFamily.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(family))
                .map(MetricFamily::task)
                .findFirst();
    }
}
