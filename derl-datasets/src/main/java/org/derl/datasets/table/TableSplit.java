package org.derl.datasets.table;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** A split over one table of sequences a modality. */
public final class TableSplit implements Split {

    private final List<String> ids;
    private final List<String> groups;
    private final List<Double> labels;
    private final ByModality<List<Double>> modalityLabels;
    private final ByModality<FeatureTable> inputs;
    private final @Nullable String checksum;
    private final double leastError;

    /** A split without labels of single modalities and without a checksum; else as below. */
    public TableSplit(List<Sample> samples, ByModality<FeatureTable> inputs) {
        this(samples, inputs, 0);
    }

    /** The same of labels whose least error is known; see {@link Split#leastError()}. */
    public TableSplit(List<Sample> samples, ByModality<FeatureTable> inputs, double leastError) {
        this(samples, inputs, ByModality.of(Map.of()), null, leastError);
    }

    /**
     * A split.
     *
     * @param samples whom the rows of the tables belong to
     * @param modalityLabels what each modality alone expresses, a number a sample, where it was annotated
     * @param checksum of every number of the tables, where that is known
     * @throws IllegalArgumentException when there is no sample, a table has another number of rows, or a sequence is
     *     empty; the message names the sample
     */
    public TableSplit(
            List<Sample> samples,
            ByModality<FeatureTable> inputs,
            ByModality<List<Double>> modalityLabels,
            @Nullable String checksum) {
        this(samples, inputs, modalityLabels, checksum, 0);
    }

    private TableSplit(
            List<Sample> samples,
            ByModality<FeatureTable> inputs,
            ByModality<List<Double>> modalityLabels,
            @Nullable String checksum,
            double leastError) {
        this.ids = samples.stream().map(Sample::id).toList();
        this.groups = samples.stream().map(Sample::group).toList();
        this.labels = samples.stream().map(Sample::label).toList();
        this.inputs = inputs;
        this.modalityLabels = modalityLabels;
        this.checksum = checksum;
        this.leastError = leastError;
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("a split without any sample");
        }
        inputs.forEach(this::check);
    }

    private void check(Modality modality, FeatureTable table) {
        if (table.rows() != ids.size()) {
            throw new IllegalArgumentException(
                    ids.size() + " samples, but " + table.rows() + " sequences of " + modality);
        }
        for (int row = 0; row < table.rows(); row++) {
            if (table.length(row) < 1) {
                throw new IllegalArgumentException("the " + modality + " of sample " + ids.get(row)
                        + " has no step; a sequence has at least one: leave the sample out, or give it a step"
                        + " of zeros");
            }
        }
    }

    @Override
    public List<String> ids() {
        return ids;
    }

    @Override
    public List<String> groups() {
        return groups;
    }

    @Override
    public List<Double> labels() {
        return labels;
    }

    @Override
    public double leastError() {
        return leastError;
    }

    @Override
    public Optional<String> checksum() {
        return Optional.ofNullable(checksum);
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one row");
        }
        ByModality<Sequence> sequences = inputs.map((modality, table) -> sequence(manager, table, rows));
        return new Batch(
                sequences,
                targets(manager, rows),
                List.copyOf(rows),
                rows.stream().map(ids::get).toList());
    }

    @Override
    public Targets targets(NDManager manager) {
        return targets(manager, IntStream.range(0, size()).boxed().toList());
    }

    private Targets targets(NDManager manager, List<Integer> rows) {
        return new Targets(
                column(manager, labels, rows), modalityLabels.map((modality, own) -> column(manager, own, rows)));
    }

    private static NDArray column(NDManager manager, List<Double> labels, List<Integer> rows) {
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.get(rows.get(i)).floatValue();
        }
        return Tensors.of(manager, values, new Shape(values.length));
    }

    private static Sequence sequence(NDManager manager, FeatureTable table, List<Integer> rows) {
        int[] lengths = rows.stream().mapToInt(table::length).toArray();
        int time = IntStream.of(lengths).max().orElseThrow();
        float[] values = new float[Math.multiplyExact(rows.size() * time, table.width())];
        for (int i = 0; i < lengths.length; i++) {
            table.copy(rows.get(i), values, i * time * table.width());
        }
        return Sequence.of(array(manager, table, values, rows.size(), time), lengths);
    }

    private static NDArray array(NDManager manager, FeatureTable table, float[] values, int batch, int time) {
        if (table.shape().content() == Content.FEATURES) {
            return Tensors.of(manager, values, new Shape(batch, time, table.width()));
        }
        long[] tokens = new long[values.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (long) values[i];
        }
        return Tensors.of(manager, tokens, new Shape(batch, time));
    }
}
