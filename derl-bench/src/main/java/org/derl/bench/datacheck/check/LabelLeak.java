package org.derl.bench.datacheck.check;

import java.util.List;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Limits;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Probe;
import org.derl.bench.datacheck.Probe.Sides;
import org.derl.bench.datacheck.Subject;
import org.derl.bench.text.Words;
import org.derl.data.Modality;

/**
 * Finds features that know the labels of test samples. A linear model on means over time reaches less than published
 * models, which tell negative from positive on CMU-MOSI in up to .86 of the samples by text (fine-tuned BERT) and in up
 * to .65 by audio or vision. Features that a network learned from labels, of which some are the test's, reach more:
 * those of bc-LSTM, whose training videos are in the standard test fold, .94 by text and .81 by vision.
 */
public record LabelLeak(Limits limits, List<Probe> probes) implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        if (probes.isEmpty()) {
            return List.of(Finding.note(
                    "label-leakage",
                    Place.EVERYWHERE,
                    "label leakage was not looked for",
                    "That takes " + limits.samples() + " training and test samples of two classes, and features of some"
                            + " modality." + classes(examined.subject())));
        }
        return probes.stream().filter(this::isTooGood).map(this::finding).toList();
    }

    /** How classes are told where there is none. */
    private static String classes(Subject subject) {
        return subject.range()
                .filter(range -> Sides.of(range).isEmpty())
                .map(range -> " Where negative ends and positive begins in " + range.interval()
                        + " is not known: --labels " + Words.number(range.lowest()) + ".."
                        + Words.number(range.highest()) + " --threshold NUMBER tells it.")
                .orElse("");
    }

    private boolean isTooGood(Probe probe) {
        return probe.lowest() > Math.max(limit(probe), probe.majority() + limits.aboveMajority());
    }

    private double limit(Probe probe) {
        return probe.modality().equals(Modality.TEXT) ? limits.text() : limits.other();
    }

    private Finding finding(Probe probe) {
        return Finding.warning(
                "label-leakage",
                Place.modality("test", probe.modality().name()),
                "a ridge regression on mean " + probe.modality() + " features alone tells "
                        + probe.sides().inWords("from") + " in " + Words.share(probe.accuracy()) + " of "
                        + Words.count(probe.samples(), "test sample"),
                "Too good for " + probe.modality() + " alone, for which more than " + Words.share(limit(probe))
                        + " is beyond any honest result known. Most likely label leakage: the features were learned"
                        + " from labels, and some were those of these test samples. Ask how the features were learned"
                        + " and on which samples; use them only with that work's own split.");
    }
}
