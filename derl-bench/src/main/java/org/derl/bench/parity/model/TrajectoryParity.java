package org.derl.bench.parity.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Comparison;
import org.derl.bench.parity.fixture.Correspondence;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.bench.parity.fixture.FixtureInputs;
import org.derl.bench.parity.fixture.Renaming;
import org.derl.bench.parity.fixture.Rounding;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.TaskLoss;
import org.derl.tensor.Scope;

/**
 * Trains a model as the reference trained its own, for some epochs: the loss of every batch, what the training
 * remembers after it, the steps and their rates, and how the validation split is predicted. The correspondence says:
 *
 * <ul>
 *   <li>{@code settings}: of this training, over those of the model;
 *   <li>{@code training} and {@code validation}: what the names of the arrays of either split begin with;
 *   <li>{@code validation-loss}: of what the validation split is judged by;
 *   <li>{@code orders}: the input that holds the order of rows in every epoch, (epochs, rows); as they lie unless told;
 *   <li>{@code memory}: replacements that turn names into paths of what the training remembers, and
 *       {@code memory-tolerance} what that may differ by, if it is more than usual;
 *   <li>{@code predictions} and {@code best-predictions}: replacements that turn names into paths of the outputs of
 *       the validation split after the last or the best epoch.
 * </ul>
 */
public final class TrajectoryParity<F extends Forward> {

    private static final String LOSSES = "train_losses";

    private final Fixture fixture;
    private final Config section;
    private final FusionModel<F> model;
    private final int batchSize;
    private final Split training;
    private final Comparer comparer;
    private final RecordedTraining<F> recorded;

    /** For a model that has the fixture's weights. */
    public TrajectoryParity(
            Fixture fixture, Correspondence correspondence, FusionModel<F> model, TrainingSettings settings) {
        this.fixture = fixture;
        section = correspondence.section("trajectory");
        this.model = model;
        batchSize = settings.batchSize();
        comparer = new Comparer(fixture, Rounding.ofTraining(fixture.config()), Comparer.Tolerance.USUAL);
        Config special = correspondence.section("inputs").withoutPath("annotations");
        training = split("training", special);
        recorded = new RecordedTraining<>(
                model,
                settings,
                training,
                split("validation", special),
                TaskLoss.valueOf(section.getString("validation-loss").toUpperCase(Locale.ROOT)));
    }

    private Split split(String name, Config special) {
        String prefix = section.hasPath(name) ? section.getString(name) : "";
        if (!prefix.isEmpty()) {
            comparer.names(prefix).forEach(comparer::leaveOut);
        }
        return new FixtureInputs(fixture.inputs(prefix), special, prefix);
    }

    /** Compares everything that the reference's training went through. */
    public List<Comparison> run() throws IOException {
        orders().forEach(recorded::epoch);
        compare("run losses", LOSSES, recorded.losses());
        compare("run losses", "val_loss_rounded4", recorded.validation().errors());
        compare("run steps", "optimizer_step_after_batch_number", recorded.steps());
        compare("run steps", "lr_at_each_optimizer_step", recorded.rates());
        compareMemory();
        comparePredictions("predictions", recorded.validation().last());
        comparePredictions("best-predictions", recorded.validation().best());
        return comparer.comparisons();
    }

    private void compare(String quantity, String name, float[] ours) throws IOException {
        if (comparer.expects(name)) {
            comparer.compare(quantity, name, ours);
        }
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

    /** Of each batch, or of the last where no more is expected. */
    private void compareMemory() throws IOException {
        Renaming names = Renaming.of(section, "memory");
        Comparer.Tolerance tolerance = Comparer.Tolerance.of(
                section.hasPath("memory-tolerance") ? section.getConfig("memory-tolerance") : ConfigFactory.empty());
        for (String name : comparer.names("")) {
            List<float[]> snapshots = recorded.memory().getOrDefault(names.apply(name), List.of());
            if (!snapshots.isEmpty()) {
                float[] last = snapshots.get(snapshots.size() - 1);
                boolean ofLast = fixture.expectedValues(name).length == last.length;
                comparer.compare("run memory", name, ofLast ? last : joined(snapshots), tolerance);
            }
        }
    }

    private void comparePredictions(String rules, Map<String, float[]> ours) throws IOException {
        Renaming names = Renaming.of(section, rules);
        for (String name : comparer.names("")) {
            float[] found = ours.get(names.apply(name));
            if (found != null) {
                comparer.compare("run outputs", name, found);
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
}
