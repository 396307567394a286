package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.text.Words;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;

/** Finds features that are the same everywhere. */
public final class ConstantColumns implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            examined.of(split).forEach((modality, statistics) -> {
                if (statistics.features().shape().content() == Content.FEATURES && split.size() > 1) {
                    add(findings, examined, split, modality);
                }
            });
        }
        return findings;
    }

    private static void add(List<Finding> findings, Examined examined, SubjectSplit split, Modality modality) {
        List<ColumnSummary> columns = examined.of(split).get(modality).columns();
        Place place = Place.modality(split.name(), modality.name());
        List<Integer> everywhere = new ArrayList<>();
        List<Integer> here = new ArrayList<>();
        IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).constant())
                .forEach(column -> (isConstantEverywhere(examined, modality, column) ? everywhere : here).add(column));
        if (!everywhere.isEmpty() && split.equals(examined.subject().splits().get(0))) {
            findings.add(Finding.warning(
                    "constant-columns",
                    new Place(null, modality.name(), everywhere, List.of()),
                    Words.count(everywhere.size(), "column") + " of " + columns.size() + " constant in every split",
                    "They say nothing, and become NaN where they are divided by their deviation. Leave them out, or"
                            + " look whether the extraction lost them."));
        }
        if (!here.isEmpty()) {
            boolean training = split.equals(examined.subject().splits().get(0));
            findings.add(new Finding(
                    training ? Severity.WARNING : Severity.NOTE,
                    "constant-columns",
                    place.columns(here),
                    Words.count(here.size(), "column") + " of " + columns.size() + " constant in this split alone",
                    training
                            ? "Models are tested on what they could not learn. Look whether the splits were extracted"
                                    + " alike."
                            : "Rare features may be so in a small split; else look whether the splits were extracted"
                                    + " alike."));
        }
    }

    private static boolean isConstantEverywhere(Examined examined, Modality modality, int column) {
        List<ColumnSummary> all = examined.subject().splits().stream()
                .filter(split -> split.size() > 0)
                .map(split -> examined.of(split).get(modality).columns().get(column))
                .filter(summary -> summary.finite() > 0)
                .toList();
        return all.stream()
                .allMatch(summary ->
                        summary.constant() && summary.lowest() == all.get(0).lowest());
    }
}
