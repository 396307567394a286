package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.bench.text.Words;

/** Compares the lengths that a file declares with what it holds. */
public final class Lengths implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            examined.of(split).forEach((modality, statistics) -> {
                Place place = Place.modality(split.name(), modality.name());
                List<Integer> declared = statistics.features().declaredLengths();
                int time = statistics.features().shape().maximumLength();
                List<String> beyond = samples(split, declared, length -> length > time);
                if (!beyond.isEmpty()) {
                    findings.add(Finding.error(
                            "length-beyond-padding",
                            place.samples(beyond),
                            Words.count(beyond.size(), "length") + " beyond the " + time
                                    + " steps there are; the largest is "
                                    + declared.stream()
                                            .mapToInt(Integer::intValue)
                                            .max()
                                            .orElse(0),
                            "A model that trusts the lengths reads past the end. Sequences were cut after their lengths"
                                    + " were taken, or lengths belong to other features."));
                }
                List<String> none = samples(split, declared, length -> length < 1);
                if (!none.isEmpty()) {
                    findings.add(Finding.warning(
                            "no-length",
                            place.samples(none),
                            Words.count(none.size(), "sample") + " of length 0 or less",
                            "Packed sequences and means over time need one step at least. The import gives such samples"
                                    + " one step of zeros."));
                }
                behind(findings, place, split, statistics);
            });
        }
        return findings;
    }

    private static void behind(List<Finding> findings, Place place, SubjectSplit split, SequenceStatistics statistics) {
        List<String> behind = Examined.ids(split, statistics.samplesBehindLength());
        if (!behind.isEmpty()) {
            findings.add(Finding.warning(
                    "values-in-padding",
                    place.samples(behind),
                    Words.count(behind.size(), "sample") + " with numbers other than 0 in the padding",
                    "Lengths are too short, or belong to other features; models that pool over all steps, as published"
                            + " ones do, see more than those that honor lengths."));
        }
    }

    private static List<String> samples(SubjectSplit split, List<Integer> declared, IntPredicate wrong) {
        return IntStream.range(0, declared.size())
                .filter(row -> wrong.test(declared.get(row)))
                .mapToObj(split.ids()::get)
                .toList();
    }
}
