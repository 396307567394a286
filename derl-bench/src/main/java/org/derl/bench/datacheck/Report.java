package org.derl.bench.datacheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.datacheck.check.BareArray;
import org.derl.data.file.Reading;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of some data, and what was found.
 *
 * @param title what was asked for
 * @param files those that were read; none for a data set of the catalog
 * @param readings what became of their arrays
 * @param examined the data, where it is known what it means
 * @param arrays those of which only the place is known
 * @param probes what each modality tells by itself
 * @param findings the worst first
 */
public record Report(
        String title,
        List<CheckedFile> files,
        List<Reading> readings,
        @Nullable Examined examined,
        List<BareArray> arrays,
        List<Probe> probes,
        List<Finding> findings) {

    /** Brings the worst to the top. */
    public Report {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        findings = List.copyOf(sorted);
    }

    /** How many findings are of a severity. */
    public int count(Severity severity) {
        return of(severity).size();
    }

    /** In one word: clean, warnings or broken. */
    public String verdict() {
        if (count(Severity.ERROR) > 0) {
            return "broken";
        }
        return count(Severity.WARNING) > 0 ? "warnings" : "clean";
    }

    List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    /** Findings of a severity, those of one kind and advice together. */
    public List<List<Finding>> groups(Severity severity) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        of(severity)
                .forEach(finding -> groups.computeIfAbsent(finding.kind() + finding.advice(), key -> new ArrayList<>())
                        .add(finding));
        return List.copyOf(groups.values());
    }
}
