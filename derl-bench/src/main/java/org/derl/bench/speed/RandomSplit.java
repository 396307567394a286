package org.derl.bench.speed;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.tensor.Randomness;
import org.derl.tensor.Tensors;

/** As many samples as a batch takes, with random features and labels and without padding. */
final class RandomSplit implements Split {

    private final Load load;
    private final List<String> ids;
    private final List<Double> labels;
    private final ByModality<float[]> features;

    RandomSplit(Load load, Randomness randomness) {
        this.load = load;
        ids = IntStream.range(0, load.batch()).mapToObj(i -> "random-" + i).toList();
        labels = DoubleStream.generate(randomness::nextGaussian)
                .limit(load.batch())
                .boxed()
                .toList();
        features = load.sizes().map((modality, size) -> {
            float[] values = new float[load.batch() * load.length() * size];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) randomness.nextGaussian();
            }
            return values;
        });
    }

    @Override
    public List<String> ids() {
        return ids;
    }

    @Override
    public List<Double> labels() {
        return labels;
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        ByModality<Sequence> inputs = features.map((modality, values) -> {
            int size = load.sizes().get(modality);
            float[] chosen = chosen(values, load.length() * size, rows);
            return Sequence.full(Tensors.of(manager, chosen, new Shape(rows.size(), load.length(), size)));
        });
        return new Batch(
                inputs,
                targets(manager, rows),
                rows,
                rows.stream().map(ids::get).toList());
    }

    private static float[] chosen(float[] values, int width, List<Integer> rows) {
        float[] chosen = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(values, rows.get(i) * width, chosen, i * width, width);
        }
        return chosen;
    }

    @Override
    public Targets targets(NDManager manager) {
        return targets(manager, IntStream.range(0, size()).boxed().toList());
    }

    private Targets targets(NDManager manager, List<Integer> rows) {
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.get(rows.get(i)).floatValue();
        }
        return new Targets(Tensors.of(manager, values, new Shape(values.length)), ByModality.of(Map.of()));
    }
}
