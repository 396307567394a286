package @package@;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.model.Sampler;
import org.derl.tensor.Randomness;

/** Batches in each of which labels spread as in the whole training split. */
final class SpreadSampler implements Sampler {

    private final List<Integer> byLabel;
    private final int batches;

    /** Has no settings. */
    record Config() {}

    SpreadSampler(Config config, Input input) {
        List<Double> labels = input.training().labels();
        byLabel = IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparing(labels::get))
                .toList();
        batches = (labels.size() + input.batchSize() - 1) / input.batchSize();
    }

    /** Of as many samples of neighboring labels as there are batches, each batch gets one, in random order. */
    @Override
    public List<List<Integer>> batches(int epoch, Randomness randomness) {
        List<List<Integer>> all = new ArrayList<>();
        IntStream.range(0, batches).forEach(i -> all.add(new ArrayList<>()));
        for (int start = 0; start < byLabel.size(); start += batches) {
            int[] order = randomness.permutation(batches);
            for (int i = start; i < Math.min(start + batches, byLabel.size()); i++) {
                all.get(order[i - start]).add(byLabel.get(i));
            }
        }
        return all;
    }
}
