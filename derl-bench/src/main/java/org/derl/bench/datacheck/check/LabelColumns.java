package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.bench.text.Words;
import org.derl.data.Modality;
import org.derl.data.likeness.Collinearity;

/** Finds features that are the labels themselves, as they are or scaled, such as their negative. */
public final class LabelColumns implements Examination {

    /** Fewer samples may lie on a line by chance. */
    private static final int SAMPLES = 8;

    /** Features are of single precision. */
    private static final double NEAR = 1e-6;

    @Override
    public List<Finding> findings(Examined examined) {
        SubjectSplit training = examined.subject().splits().get(0);
        List<Finding> findings = new ArrayList<>();
        examined.of(training).forEach((modality, statistics) -> {
            List<Integer> columns = columns(training, statistics);
            if (!columns.isEmpty()) {
                findings.add(finding(modality, columns));
            }
        });
        return findings;
    }

    private static List<Integer> columns(SubjectSplit split, SequenceStatistics statistics) {
        List<Integer> columns = new ArrayList<>();
        if (split.size() < SAMPLES || !statistics.hasMeans()) {
            return columns;
        }
        double[][] means = statistics.means();
        for (int column = 0; column < statistics.columns().size(); column++) {
            List<Double> labels = new ArrayList<>();
            List<Double> features = new ArrayList<>();
            for (int row = 0; row < means.length; row++) {
                if (Double.isFinite(split.labels().get(row)) && Double.isFinite(means[row][column])) {
                    labels.add(split.labels().get(row));
                    features.add(means[row][column]);
                }
            }
            if (labels.size() >= SAMPLES && Collinearity.of(labels, features) >= 1 - NEAR) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static Finding finding(Modality modality, List<Integer> columns) {
        return Finding.error(
                "label-among-features",
                Place.modality("train", modality.name()).columns(columns),
                Words.count(columns.size(), "column") + " of " + modality
                        + " equal to the labels or a multiple of them (|r| = 1)",
                "A model reads the answer there, so every result is too good. Leave the columns out.");
    }
}
