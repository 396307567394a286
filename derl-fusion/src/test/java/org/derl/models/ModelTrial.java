package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.config.Blueprint;
import org.derl.config.Settings;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.part.Pass;
import org.derl.plugin.Plugins;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;

/** A model of configuration with drawn weights, and what a test does with it. */
public final class ModelTrial<F extends Forward> implements AutoCloseable {

    private static final Optimization OPTIMIZATION = new Optimization(
            Adam.BLUEPRINT,
            1e-2,
            0,
            List.of(),
            new Optimization.Clipping(Optimization.Clipping.By.NOTHING, 1),
            1,
            true);

    private final FusionModel<F> model;
    private final Randomness randomness = new Randomness(11);

    private record OnlyModel(Blueprint<Schema, FusionModel<?>> model) {}

    private ModelTrial(FusionModel<F> model) {
        this.model = model;
    }

    /** A model as its file describes it, with other settings over that. */
    @SuppressWarnings("unchecked") // a model's forward type is its own business
    public static <F extends Forward> ModelTrial<F> of(String name, Config overrides, Schema schema) {
        Compute.prepareThread();
        ModelTrial<F> trial = new ModelTrial<>((FusionModel<F>) build(name, overrides, schema));
        trial.model.allocate(Device.cpu(), trial.randomness);
        return trial;
    }

    /** A model as its file describes it, whose weights are not drawn yet. */
    public static <F extends Forward> FusionModel<F> unallocated(String name, Schema schema) {
        return unallocated(name, ConfigFactory.empty(), schema);
    }

    /** The same with other settings over that. */
    @SuppressWarnings("unchecked") // a model's forward type is its own business
    public static <F extends Forward> FusionModel<F> unallocated(String name, Config overrides, Schema schema) {
        return (FusionModel<F>) build(name, overrides, schema);
    }

    /**
     * A small model, for features of 5, 3 and 4 in text, audio and vision.
     *
     * @param small settings that make it small
     * @param more settings over these
     */
    public static <F extends Forward> ModelTrial<F> small(String name, String small, String more) {
        Config settings = Settings.layer(List.of(ConfigFactory.parseString(small), ConfigFactory.parseString(more)));
        return of(name, settings, schema(5, 3, 4));
    }

    /** The number of parameters of a model as its file, and what that says of a family of data sets, describes it. */
    public static long parameterCount(String name, String family, String overrides, Schema schema) {
        Config file = defaults().getConfig("derl.models." + name);
        Config onFamily = file.hasPath("on." + family) ? file.getConfig("on." + family) : ConfigFactory.empty();
        Config settings = Settings.layer(List.of(onFamily, ConfigFactory.parseString(overrides)));
        try (FusionModel<?> model = build(name, settings, schema)) {
            return model.parameterCount();
        }
    }

    private static FusionModel<?> build(String name, Config overrides, Schema schema) {
        Config file = defaults().getConfig("derl.models." + name).withOnlyPath("model");
        Config settings = Settings.layer(List.of(file, overrides)).withOnlyPath("model");
        return Plugins.binder(ModelTrial.class.getClassLoader())
                .bind(settings.atPath(name), name, OnlyModel.class)
                .model()
                .build(schema);
    }

    private static Config defaults() {
        return Plugins.defaults(ModelTrial.class.getClassLoader());
    }

    /** Features of these sizes in text, audio and vision. */
    public static Schema schema(int text, int audio, int vision) {
        return new Schema(
                ByModality.of(Map.of(
                        "text", FeatureShape.features(text, 12),
                        "audio", FeatureShape.features(audio, 12),
                        "vision", FeatureShape.features(vision, 12))),
                Task.SENTIMENT);
    }

    public FusionModel<F> model() {
        return model;
    }

    public Scope open() {
        return model.open();
    }

    /** Sequences of random features. */
    public Sequence random(NDManager manager, int size, int time, int... lengths) {
        return Sequence.of(randomness.gaussian(manager, new Shape(lengths.length, time, size)), lengths);
    }

    /** Three samples for a small model, whose modalities have steps of their own. */
    public Map<String, Sequence> unalignedInputs(NDManager manager) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("text", random(manager, 5, 7, 7, 3, 5));
        inputs.put("audio", random(manager, 3, 11, 2, 11, 6));
        inputs.put("vision", random(manager, 4, 9, 4, 1, 9));
        return inputs;
    }

    /** The same as a batch. */
    public Batch unaligned(NDManager manager) {
        return batch(manager, unalignedInputs(manager));
    }

    /** Asserts that every sample of a batch is predicted by itself as among the others. */
    public void assertPredictsAloneAsInCompany(Pass pass, Batch batch) {
        float[] together = forward(pass, batch).prediction().toFloatArray();
        for (int row = 0; row < together.length; row++) {
            float alone = forward(pass, alone(batch, row)).prediction().toFloatArray()[0];
            assertEquals(alone, together[row], 1e-5, "row " + row);
        }
    }

    /** A batch with labels that are drawn. */
    public Batch batch(NDManager manager, Map<String, Sequence> inputs) {
        int samples = inputs.values().iterator().next().batch();
        return batch(inputs, randomness.gaussian(manager, new Shape(samples)));
    }

    /** A batch with given labels. */
    public static Batch batch(Map<String, Sequence> inputs, NDArray labels) {
        List<Integer> rows = IntStream.range(0, (int) labels.size()).boxed().toList();
        return new Batch(
                ByModality.of(inputs),
                new Targets(labels, ByModality.of(Map.of())),
                rows,
                rows.stream().map(row -> "row " + row).toList());
    }

    /** One row of a batch by itself, without padding. */
    public static Batch alone(Batch batch, int row) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        batch.inputs().forEach((modality, sequence) -> inputs.put(modality.name(), alone(sequence, row)));
        return batch(inputs, Tensors.slice(batch.targets().overall(), 0, row, row + 1));
    }

    private static Sequence alone(Sequence sequence, int row) {
        NDArray sample = Tensors.slice(sequence.values(), 0, row, row + 1);
        return Sequence.full(
                Tensors.slice(sample, 1, 0, sequence.lengths()[row]).duplicate());
    }

    /** A batch without a modality. */
    public static Batch without(Modality absent, Batch batch) {
        List<Modality> others = batch.inputs().modalities().stream()
                .filter(modality -> !modality.equals(absent))
                .toList();
        return new Batch(batch.inputs().only(others), batch.targets(), batch.rows(), batch.ids());
    }

    public F forward(Pass pass, Batch batch) {
        return model.forward(pass, batch);
    }

    public Losses losses(Pass pass, F forward, Batch batch) {
        return model.training(batch.targets(), OPTIMIZATION)
                .sweeps(1)
                .get(0)
                .objective()
                .losses(pass, forward, batch);
    }

    /** Trains on one batch over and over; returns the loss of each step. */
    public double[] train(Map<String, Sequence> inputs, NDArray labels, int steps) {
        double[] losses = new double[steps];
        Optimizer optimizer = OPTIMIZATION.optimizer(model.trainable(), model.manager());
        for (int step = 0; step < steps; step++) {
            try (Scope scope = open()) {
                inputs.values().forEach(sequence -> scope.borrow(List.of(sequence.values())));
                scope.borrow(List.of(labels));
                Map<String, Sequence> fresh = new LinkedHashMap<>(); // masks live as long as a step
                inputs.forEach((name, sequence) -> fresh.put(name, Sequence.of(sequence.values(), sequence.lengths())));
                Batch batch = batch(fresh, labels);
                Pass pass = Pass.trainingWithoutDropout(scope, randomness);
                NDArray loss = losses(pass, forward(pass, batch), batch).total();
                losses[step] = loss.getFloat();
                optimizer.step(Gradients.of(loss, model.trainable(), scope.manager()));
            }
        }
        return losses;
    }

    @Override
    public void close() {
        model.close();
    }
}
