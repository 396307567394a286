package org.derl.bench.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.TrialResult;
import org.derl.tensor.Kernels;

/** Says by which kernels the rows of a table were computed, and where that holds. */
final class KernelsNote {

    private static final String PORTABLE = Kernels.PORTABLE.toString();

    private static final String UNKNOWN = "kernels that an older DERL did not record";

    private KernelsNote() {}

    /** How a trial was computed. */
    static String computed(TrialResult.Facts facts) {
        if (facts.kernels() == null) {
            return UNKNOWN;
        } else if (facts.kernels().equals(PORTABLE)) {
            return PORTABLE;
        }
        return facts.kernels() + " on "
                + (facts.device().startsWith("gpu")
                        ? facts.provenance().getOrDefault(Provenance.DEVICE, facts.device())
                        : facts.processor());
    }

    /** The note below a table; none where nothing was trained. */
    static Optional<String> of(List<ComparedSystem> systems) {
        List<String> ways = systems.stream()
                .flatMap(system -> system.computed().stream())
                .distinct()
                .toList();
        if (ways.isEmpty()) {
            return Optional.empty();
        } else if (ways.size() > 1) {
            return Optional.of("Not all rows were computed alike, which alone moves digits: " + byWay(systems));
        }
        String way = ways.get(0);
        return Optional.of(
                way.equals(PORTABLE)
                        ? "Kernels: portable; a seed gives the same digits on every x86-64 processor with AVX2."
                        : (way.equals(UNKNOWN) ? "Computed by " : "Kernels: ") + way
                                + "; other processors give other digits.");
    }

    private static String byWay(List<ComparedSystem> systems) {
        Map<String, String> rows = new LinkedHashMap<>();
        systems.forEach(system -> system.computed()
                .forEach(way -> rows.merge(way, system.title(), (before, title) -> before + ", " + title)));
        return rows.entrySet().stream()
                        .map(row -> row.getKey() + ": " + row.getValue())
                        .collect(Collectors.joining("; "))
                + ".";
    }
}
