package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.Features;
import org.derl.bench.text.Words;
import org.derl.data.Modality;

/** Compares the lengths that a file declares with what it holds. */
public final class Lengths implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (Modality modality : examined.modalities()) {
            beyond(examined, modality).ifPresent(findings::add);
            none(examined, modality).ifPresent(findings::add);
            behind(examined, modality).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> beyond(Examined examined, Modality modality) {
        BySplit beyond = new BySplit(modality.name());
        int least = Integer.MAX_VALUE;
        int largest = 0;
        for (SubjectSplit split : examined.subject().splits()) {
            Features features = examined.of(split).get(modality).features();
            int time = features.shape().maximumLength();
            List<Integer> declared = features.declaredLengths();
            List<String> samples = samples(split, declared, length -> length > time);
            if (!samples.isEmpty()) {
                beyond.add(split, samples);
                least = Math.min(least, time);
                largest = Math.max(
                        largest,
                        declared.stream().mapToInt(Integer::intValue).max().orElse(0));
            }
        }
        return beyond.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "length-beyond-padding",
                        beyond.place(),
                        Words.count(beyond.samples(), "length") + " beyond the " + least + " steps there are"
                                + beyond.enclosed() + "; the largest is " + largest,
                        "A model that trusts the lengths reads past the end. Sequences were cut after their lengths"
                                + " were taken, or lengths belong to other features."));
    }

    private static Optional<Finding> none(Examined examined, Modality modality) {
        BySplit none = new BySplit(modality.name());
        for (SubjectSplit split : examined.subject().splits()) {
            List<Integer> declared = examined.of(split).get(modality).features().declaredLengths();
            none.add(split, samples(split, declared, length -> length < 1));
        }
        return none.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "no-length",
                        none.place(),
                        Words.count(none.samples(), "sample") + " of length 0 or less" + none.enclosed(),
                        "Packed sequences and means over time need one step at least. The import gives such samples one"
                                + " step of zeros."));
    }

    private static Optional<Finding> behind(Examined examined, Modality modality) {
        BySplit behind = new BySplit(modality.name());
        for (SubjectSplit split : examined.subject().splits()) {
            behind.add(
                    split, Examined.ids(split, examined.of(split).get(modality).samplesBehindLength()));
        }
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "values-in-padding",
                        behind.place(),
                        Words.count(behind.samples(), "sample") + " with numbers other than 0 in the padding"
                                + behind.enclosed(),
                        "Lengths are too short, or belong to other features; models that pool over all steps, as"
                                + " published ones do, see more than those that honor lengths."));
    }

    private static List<String> samples(SubjectSplit split, List<Integer> declared, IntPredicate wrong) {
        return IntStream.range(0, declared.size())
                .filter(row -> wrong.test(declared.get(row)))
                .mapToObj(split.ids()::get)
                .toList();
    }
}
