package org.derl.bench.datacheck.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Published;
import org.derl.bench.datacheck.Published.Folds;
import org.derl.bench.datacheck.Subject;
import org.derl.bench.datacheck.SubjectSplit;

/** Compares the sizes of splits with published ones. */
public record SplitSizes(Published published) implements Examination {

    /** Sizes that differ by less than this share are a published split with some samples gone. */
    private static final double NEAR = 0.02;

    @Override
    public List<Finding> findings(Examined examined) {
        Subject subject = examined.subject();
        List<Integer> sizes = subject.splits().stream().map(SubjectSplit::size).toList();
        Optional<Folds> same = published.folds().stream()
                .filter(folds -> folds.sizes().equals(sizes))
                .findFirst();
        if (same.isPresent()) {
            return List.of(Finding.note(
                    "split-sizes",
                    Place.EVERYWHERE,
                    "split sizes " + words(sizes) + " are those of "
                            + same.get().name(),
                    "Source: " + same.get().source() + "."));
        } else if (sizes.contains(0)) {
            return List.of(Finding.warning(
                    "split-sizes",
                    Place.EVERYWHERE,
                    "split sizes are " + words(sizes) + ", so one split is empty",
                    "Models are chosen on valid and reported on test; both are needed. The import makes valid of a"
                            + " share of the training samples by --validation 0.15."));
        }
        return published.folds().stream()
                .filter(folds -> near(folds, sizes) || Objects.equals(folds.family(), subject.family()))
                .findFirst()
                .map(folds -> List.of(Finding.warning(
                        "split-sizes",
                        Place.EVERYWHERE,
                        "split sizes " + words(sizes) + " are not the published " + words(folds.sizes()) + " of "
                                + folds.name(),
                        "Results compare with published ones only on the same samples. Source: " + folds.source()
                                + ".")))
                .orElseGet(() -> List.of(Finding.note(
                        "split-sizes",
                        Place.EVERYWHERE,
                        "split sizes " + words(sizes) + " are those of no publication known here",
                        "Results on it compare with no published ones.")));
    }

    private static boolean near(Folds folds, List<Integer> sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            int expected = folds.sizes().get(i);
            if (Math.abs(sizes.get(i) - expected) > NEAR * expected) {
                return false;
            }
        }
        return true;
    }

    private static String words(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
