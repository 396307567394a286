package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;
import org.derl.data.FeatureShape.Content;

/** Finds samples that hold nothing but zeros. */
public final class ZeroSamples implements Examination {

    /** Where more samples than this share are empty, something other than a lost face or a silent clip did it. */
    private static final double USUAL_SHARE = 0.01;

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            examined.of(split).forEach((modality, statistics) -> {
                List<Integer> rows = statistics.zeroSamples();
                if (!rows.isEmpty() && statistics.features().shape().content() == Content.FEATURES) {
                    double share = (double) rows.size() / split.size();
                    findings.add(new Finding(
                            share > USUAL_SHARE ? Severity.WARNING : Severity.NOTE,
                            "zero-samples",
                            Place.modality(split.name(), modality.name()).samples(Examined.ids(split, rows)),
                            String.format(
                                    Locale.ROOT,
                                    "%s all zeros (%.1f %%)",
                                    Words.count(rows.size(), "sample"),
                                    100 * share),
                            "Extraction found nothing, such as no face or no voice; a model is told so by nothing but"
                                    + " zeros. Where there are many, look at the extraction."));
                }
            });
        }
        return findings;
    }
}
