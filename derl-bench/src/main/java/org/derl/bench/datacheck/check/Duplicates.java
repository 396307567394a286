package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;
import org.derl.data.likeness.IdForms;
import org.derl.data.likeness.IdForms.Pair;

/** Finds ids that are there twice, and ids and groups that are in two splits. */
public final class Duplicates implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<SubjectSplit> splits = examined.subject().splits();
        List<Finding> findings = new ArrayList<>();
        BySplit twice = new BySplit(null);
        for (SubjectSplit split : splits) {
            twice.add(split, repeated(split.ids()));
            similar(split, split).ifPresent(findings::add);
        }
        if (!twice.isEmpty()) {
            findings.add(Finding.error(
                    "duplicate-ids",
                    twice.place(),
                    Words.count(twice.samples(), "id") + " more than once in one split" + twice.enclosed(),
                    "Samples count double, and predictions cannot be told apart. Remove one of each, or mend"
                            + " the ids."));
        }
        for (int i = 0; i < splits.size(); i++) {
            for (SubjectSplit other : splits.subList(i + 1, splits.size())) {
                findings.addAll(shared(splits.get(i), other));
                similar(splits.get(i), other).ifPresent(findings::add);
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
            findings.add(Finding.error(
                    "shared-ids",
                    Place.split(splits).samples(ids),
                    Words.count(ids.size(), "id") + " in both splits",
                    "What is trained or chosen on is tested on, so results are too good. Remove the samples"
                            + " from one."));
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

    /** Ids, or else videos, that may be the same under another name. */
    private static Optional<Finding> similar(SubjectSplit one, SubjectSplit other) {
        boolean same = one.equals(other);
        List<Pair> ids = IdForms.alike(one.ids(), other.ids());
        List<Pair> videos = same || !ids.isEmpty() || !one.grouped() || !other.grouped()
                ? List.of()
                : IdForms.alike(Set.copyOf(one.groups()), Set.copyOf(other.groups()));
        if (ids.isEmpty() && videos.isEmpty()) {
            return Optional.empty();
        }
        Pair first = ids.isEmpty() ? videos.get(0) : ids.get(0);
        int count = Math.max(ids.size(), videos.size());
        return Optional.of(Finding.warning(
                "similar-ids",
                Place.split(same ? one.name() : one.name() + " and " + other.name())
                        .samples(ids.stream().map(Pair::one).toList()),
                Words.count(count, ids.isEmpty() ? "video" : "id") + " twice but for the form, such as "
                        + first.inWords(),
                "If they are the same, what is trained on is tested on, or counts double: remove one of each. Else"
                        + " give them names that differ in more."));
    }

    private static List<String> common(List<String> one, List<String> other) {
        Set<String> common = new LinkedHashSet<>(one);
        common.retainAll(new LinkedHashSet<>(other));
        return List.copyOf(common);
    }
}
