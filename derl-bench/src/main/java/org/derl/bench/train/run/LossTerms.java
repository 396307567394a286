package org.derl.bench.train.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.model.Losses;

/** The means of loss terms over the batches of an epoch, by the name of their sweep and of the term. */
final class LossTerms {

    private final Map<String, Sum> sums = new LinkedHashMap<>();

    /** Of so many numbers. */
    record Sum(double sum, int count) {

        Sum plus(double number) {
            return new Sum(sum + number, count + 1);
        }

        double mean() {
            return sum / count;
        }
    }

    /** Takes in the losses of a batch. */
    void add(String sweep, Losses losses) {
        losses.terms().forEach((term, loss) -> {
            String name = sweep + "/" + term;
            sums.put(name, sums.getOrDefault(name, new Sum(0, 0)).plus(loss.getFloat()));
        });
    }

    void clear() {
        sums.clear();
    }

    /** The sums, in the order in which terms came. */
    Map<String, List<Double>> state() {
        Map<String, List<Double>> state = new LinkedHashMap<>();
        sums.forEach((name, sum) -> state.put(name, List.of(sum.sum(), (double) sum.count())));
        return state;
    }

    /** Goes on from saved sums. */
    void restore(Map<String, List<Double>> state) {
        sums.clear();
        state.forEach(
                (name, sum) -> sums.put(name, new Sum(sum.get(0), sum.get(1).intValue())));
    }

    /** The means; where there is one sweep, terms are called by their own names. */
    Map<String, Double> means() {
        List<String> sweeps = new ArrayList<>(sums.keySet().stream()
                .map(name -> name.split("/", 2)[0])
                .distinct()
                .toList());
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(sweeps.size() == 1 ? name.split("/", 2)[1] : name, sum.mean()));
        return Collections.unmodifiableMap(means);
    }
}
