package org.derl.bench.predict;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.InMemorySplit;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.Targets;

/**
 * Samples with something in the place of modalities that they lack, for a model that has an input for them and does not
 * read it: its predictions are the same whatever stands there.
 *
 * @param samples without these modalities
 * @param filling the same samples with these alone
 * @param shapes of all modalities
 */
record FilledSplit(Split samples, Split filling, ByModality<FeatureShape> shapes) implements Split {

    private static final int STEPS = 3;

    /** With a step of zeros. */
    static FilledSplit withZeros(Split samples, ByModality<FeatureShape> shapes, Collection<Modality> missing) {
        return with(samples, shapes, missing, 1, 0);
    }

    /** With several steps of another number. */
    static FilledSplit withOthers(Split samples, ByModality<FeatureShape> shapes, Collection<Modality> missing) {
        return with(samples, shapes, missing, STEPS, 1);
    }

    private static FilledSplit with(
            Split samples, ByModality<FeatureShape> shapes, Collection<Modality> missing, int steps, int number) {
        ByModality<float[]> inputs = shapes.only(missing).map((modality, shape) -> {
            boolean tokens = shape.content() == Content.TOKENS;
            float[] values = new float[Math.min(steps, shape.maximumLength()) * (tokens ? 1 : shape.size())];
            Arrays.fill(values, tokens ? Math.min(number, shape.size() - 1) : number);
            return values;
        });
        List<InMemorySplit.Sample> filling = samples.ids().stream()
                .map(id -> new InMemorySplit.Sample(id, 0, inputs))
                .toList();
        return new FilledSplit(samples, new InMemorySplit(shapes.only(missing), filling), shapes);
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        Batch own = samples.batch(manager, rows);
        Batch others = filling.batch(manager, rows);
        return new Batch(
                shapes.map((modality, shape) ->
                        (own.inputs().has(modality) ? own : others).inputs().get(modality)),
                own.targets(),
                own.rows(),
                own.ids());
    }

    @Override
    public Targets targets(NDManager manager) {
        return samples.targets(manager);
    }

    @Override
    public List<String> ids() {
        return samples.ids();
    }

    @Override
    public List<Double> labels() {
        return samples.labels();
    }

    @Override
    public int size() {
        return samples.size();
    }
}
