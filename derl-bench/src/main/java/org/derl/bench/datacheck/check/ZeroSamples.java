package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.bench.text.Words;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;

/** Finds samples that hold nothing but zeros. */
public final class ZeroSamples implements Examination {

    /** Where more samples than this share are empty, something other than a lost face or a silent clip did it. */
    private static final double USUAL_SHARE = 0.01;

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (Modality modality : examined.modalities()) {
            BySplit zeros = new BySplit(modality.name());
            for (SubjectSplit split : examined.subject().splits()) {
                SequenceStatistics statistics = examined.of(split).get(modality);
                if (statistics.features().shape().content() == Content.FEATURES) {
                    zeros.add(split, Examined.ids(split, statistics.zeroSamples()));
                }
            }
            if (!zeros.isEmpty()) {
                findings.add(finding(zeros));
            }
        }
        return findings;
    }

    private static Finding finding(BySplit zeros) {
        return new Finding(
                zeros.worst() > USUAL_SHARE ? Severity.WARNING : Severity.NOTE,
                "zero-samples",
                zeros.place(),
                String.format(
                        Locale.ROOT,
                        "%s all zeros (%.1f %%%s)",
                        Words.count(zeros.samples(), "sample"),
                        100.0 * zeros.samples() / zeros.size(),
                        zeros.counts().isEmpty() ? "" : ": " + zeros.counts()),
                "Extraction found nothing, such as no face or no voice; a model is told so by nothing but zeros. Where"
                        + " there are many, look at the extraction.");
    }
}
