package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;

/** Finds ids that are there twice, and ids and groups that are in two splits. */
public final class Duplicates implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<SubjectSplit> splits = examined.subject().splits();
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : splits) {
            List<String> twice = repeated(split.ids());
            if (!twice.isEmpty()) {
                findings.add(Finding.error(
                        "duplicate-ids",
                        Place.split(split.name()).samples(twice),
                        Words.count(twice.size(), "id") + " more than once in one split",
                        "Samples count double, and predictions cannot be told apart. Remove one of each, or mend the"
                                + " ids."));
            }
        }
        for (int i = 0; i < splits.size(); i++) {
            for (SubjectSplit other : splits.subList(i + 1, splits.size())) {
                findings.addAll(shared(splits.get(i), other));
            }
        }
        return findings;
    }

    /** The texts that a list holds more than once, in its order. */
    static List<String> repeated(List<String> texts) {
        Set<String> seen = new LinkedHashSet<>();
        return texts.stream().filter(text -> !seen.add(text)).distinct().toList();
    }

    private static List<Finding> shared(SubjectSplit one, SubjectSplit other) {
        String splits = one.name() + " and " + other.name();
        List<String> ids = common(one.ids(), other.ids());
        List<Finding> findings = new ArrayList<>();
        if (!ids.isEmpty()) {
            findings.add(
                    Finding.error(
                            "shared-ids",
                            Place.split(splits).samples(ids),
                            Words.count(ids.size(), "id") + " in both splits",
                            "What is trained or chosen on is tested on, so results are too good. Remove the samples from one."));
        }
        List<String> groups = one.grouped() && other.grouped() ? common(one.groups(), other.groups()) : List.of();
        if (!groups.isEmpty()) {
            Set<String> videos = Set.copyOf(groups);
            List<String> samples = IntStream.range(0, one.size())
                    .filter(row -> videos.contains(one.groups().get(row)))
                    .mapToObj(one.ids()::get)
                    .toList();
            findings.add(Finding.warning(
                    "shared-groups",
                    Place.split(splits).samples(samples),
                    Words.count(groups.size(), "video") + " in both splits, such as " + groups.get(0),
                    "A model may know the speaker and the scene of a test sample. Published folds of MOSI and MOSEI"
                            + " share no video; compare with no result on those."));
        }
        return findings;
    }

    private static List<String> common(List<String> one, List<String> other) {
        Set<String> common = new LinkedHashSet<>(one);
        common.retainAll(new LinkedHashSet<>(other));
        return List.copyOf(common);
    }
}
