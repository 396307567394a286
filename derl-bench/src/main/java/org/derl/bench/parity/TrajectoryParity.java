package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.train.Stepper;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;

/**
 * Trains a model as the reference trained its own, for some epochs: the loss of every batch, what the training remembers
 * behind it, the steps, and how the validation split is predicted. The correspondence says:
 *
 * <ul>
 *   <li>{@code batch-size};
 *   <li>{@code training} and {@code validation}: what the names of the arrays of either split begin with;
 *   <li>{@code orders}: the input that holds the order of rows in every epoch, (epochs, rows); as they lie unless told;
 *   <li>{@code memory}: replacements that turn names into paths of what the training remembers;
 *   <li>{@code predictions}: replacements that turn names into paths of what is put out of the validation split at last.
 * </ul>
 */
final class TrajectoryParity<F extends Forward> {

    private static final Comparer.Tolerance TOLERANCE = new Comparer.Tolerance(1e-3, 1e-3);
    private static final String LOSSES = "train_losses";
    private static final String VALIDATION = "val_loss_rounded4";
    private static final String STEPS = "optimizer_step_after_batch_number";

    private final Fixture fixture;
    private final Config section;
    private final FusionModel<F> model;
    private final Optimization optimization;
    private final Split training;
    private final Split validation;
    private final Comparer comparer;
    private final int batchSize;
    private final List<Float> losses = new ArrayList<>();
    private final List<Float> errors = new ArrayList<>();
    private final List<Float> steps = new ArrayList<>();
    private final Map<String, List<float[]>> memory = new LinkedHashMap<>();

    /** For a model that has the fixture's weights. */
    TrajectoryParity(Fixture fixture, Correspondence correspondence, FusionModel<F> model, TrainingSettings settings) {
        this.fixture = fixture;
        section = correspondence.section("trajectory");
        this.model = model;
        optimization = ofMeans(settings.optimization());
        Config special = correspondence.section("inputs").withoutPath("annotations");
        training = split("training", special);
        validation = split("validation", special);
        comparer = new Comparer(fixture, TOLERANCE);
        batchSize = section.getInt("batch-size");
    }

    private Split split(String name, Config special) {
        String prefix = section.hasPath(name) ? section.getString(name) : "";
        return new FixtureInputs(fixture.inputs(prefix), special, prefix);
    }

    /** The references add the gradients of several batches up; here their mean is taken, and all else shared out alike. */
    private static Optimization ofMeans(Optimization ofSums) {
        double share = 1.0 / ofSums.accumulation();
        return new Optimization(
                ofSums.algorithm(),
                ofSums.learningRate(),
                ofSums.weightDecay() * share,
                ofSums.groups().stream()
                        .map(group -> new Optimization.Group(
                                group.parameters(), group.learningRate(), group.weightDecay() * share))
                        .toList(),
                new Optimization.Clipping(
                        ofSums.clipping().by(), ofSums.clipping().limit() * share),
                ofSums.accumulation(),
                ofSums.dropout(),
                ofSums.dropsRest());
    }

    /** Compares everything that the reference's training went through. */
    List<Comparison> run() throws IOException {
        Training<F> inner = model.training(training.targets(model.manager()), optimization);
        Training<F> watched = remembering(inner);
        Sweep<F> sweep = inner.sweeps(1).get(0);
        Stepper<F> stepper = new Stepper<>(model, watched, sweep, training, new Randomness(1));
        for (int[] order : orders()) {
            epoch(stepper, inner, order);
            errors.add((float) error());
        }
        comparer.compare("run losses", LOSSES, floats(losses));
        comparer.compare("run losses", VALIDATION, floats(errors));
        comparer.compare("run steps", STEPS, floats(steps));
        compareMemory();
        comparePredictions();
        return comparer.comparisons();
    }

    private List<int[]> orders() throws IOException {
        int rows = training.size();
        int perEpoch = (rows + batchSize - 1) / batchSize;
        int epochs = fixture.expectedValues(LOSSES).length / perEpoch;
        if (!section.hasPath("orders")) {
            return IntStream.range(0, epochs)
                    .mapToObj(epoch -> IntStream.range(0, rows).toArray())
                    .toList();
        }
        try (Scope scope = model.open()) {
            long[] all = fixture.inputs()
                    .read(scope.manager(), section.getString("orders"))
                    .toLongArray();
            return IntStream.range(0, epochs)
                    .mapToObj(epoch -> Arrays.stream(all, epoch * rows, (epoch + 1) * rows)
                            .mapToInt(Math::toIntExact)
                            .toArray())
                    .toList();
        }
    }

    private Training<F> remembering(Training<F> inner) {
        return new Training<>() {
            @Override
            public List<Sweep<F>> sweeps(int epoch) {
                return inner.sweeps(epoch);
            }

            @Override
            public void stepped(F forward, Batch batch, int epoch) {
                inner.stepped(forward, batch, epoch);
                inner.memory().forEach((path, values) -> memory.computeIfAbsent(path, name -> new ArrayList<>())
                        .add(values));
            }
        };
    }

    private void epoch(Stepper<F> stepper, Training<F> inner, int[] order) {
        int epoch = errors.size() + 1;
        int before = losses.size();
        Sweep<F> sweep = inner.sweeps(epoch).get(0);
        List<List<Integer>> batches = batches(order);
        for (int start = 0; start < batches.size(); start += optimization.accumulation()) {
            int end = Math.min(start + optimization.accumulation(), batches.size());
            stepper.step(recorded(sweep), epoch, batches.subList(start, end));
            if (sweep.optimization().countsRun(end - start)) {
                steps.add((float) (before + end));
            }
        }
    }

    private List<List<Integer>> batches(int[] order) {
        List<List<Integer>> batches = new ArrayList<>();
        for (int start = 0; start < order.length; start += batchSize) {
            batches.add(Arrays.stream(order, start, Math.min(start + batchSize, order.length))
                    .boxed()
                    .toList());
        }
        return batches;
    }

    private Sweep<F> recorded(Sweep<F> sweep) {
        return new Sweep<>(
                sweep.name(),
                (pass, forward, batch) -> {
                    Losses computed = sweep.objective().losses(pass, forward, batch);
                    losses.add(computed.total().getFloat());
                    return computed;
                },
                sweep.moves(),
                sweep.optimization());
    }

    /** The mean absolute error of a batch of the validation split, in the mean over its batches. */
    private double error() {
        List<List<Integer>> batches =
                batches(IntStream.range(0, validation.size()).toArray());
        double sum = 0;
        for (List<Integer> rows : batches) {
            try (Scope scope = model.open()) {
                Batch batch = validation.batch(scope.manager(), rows);
                NDArray prediction =
                        model.forward(Pass.evaluation(scope), batch).prediction();
                sum += TaskLoss.ABSOLUTE
                        .of(prediction, batch.targets().overall())
                        .getFloat();
            }
        }
        return sum / batches.size();
    }

    /** Of each batch, or of the last where no more is expected. */
    private void compareMemory() throws IOException {
        Renaming names = Renaming.of(section, "memory");
        for (String name : comparer.names("")) {
            List<float[]> snapshots = memory.getOrDefault(names.apply(name), List.of());
            if (!snapshots.isEmpty()) {
                float[] last = snapshots.get(snapshots.size() - 1);
                boolean ofLast = fixture.expectedValues(name).length == last.length;
                comparer.compare("run memory", name, ofLast ? last : joined(snapshots));
            }
        }
    }

    private void comparePredictions() throws IOException {
        Renaming names = Renaming.of(section, "predictions");
        try (Scope scope = model.open()) {
            List<Integer> all = IntStream.range(0, validation.size()).boxed().toList();
            F forward = model.forward(Pass.evaluation(scope), validation.batch(scope.manager(), all));
            Map<String, NDArray> seen = Paths.of((Record) forward);
            for (String name : comparer.names("")) {
                NDArray ours = seen.get(names.apply(name));
                if (ours != null) {
                    comparer.close("run outputs", name, ours);
                }
            }
        }
    }

    private static float[] joined(List<float[]> arrays) {
        float[] all = new float[arrays.stream().mapToInt(array -> array.length).sum()];
        int offset = 0;
        for (float[] array : arrays) {
            System.arraycopy(array, 0, all, offset, array.length);
            offset += array.length;
        }
        return all;
    }

    private static float[] floats(List<Float> numbers) {
        float[] values = new float[numbers.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i));
        return values;
    }
}
