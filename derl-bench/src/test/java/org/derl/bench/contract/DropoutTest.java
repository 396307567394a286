package org.derl.bench.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import com.google.inject.Injector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.parity.fixture.Paths;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.Batch;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every setting of dropout drops what it is to drop, in training alone. The fixtures of the references have no dropout,
 * so that they would not miss one that is gone.
 */
class DropoutTest {

    private static final Configuration SHIPPED = Configuration.of(DropoutTest.class.getClassLoader());
    private static final Injector INJECTOR = SHIPPED.injector();
    private static final Models MODELS = INJECTOR.getInstance(Models.class);
    private static final ConfigBinder BINDER = INJECTOR.getInstance(ConfigBinder.class);
    private static final Config SITES =
            ConfigFactory.parseResources(DropoutTest.class, "dropouts.conf").resolve();
    private static final int BATCH = 16;
    private static final double MOST = 0.9;

    /**
     * Something whose settings are known.
     *
     * @param kind as configuration names it
     * @param settings complete, below {@code model} or {@code part}
     * @param recipe binds settings and builds it
     */
    record Subject(
            String kind, String name, Config settings, Function<Config, Function<Schema, FusionModel<?>>> recipe) {

        Subject with(String path, Object value) {
            return new Subject(kind, name, settings.withValue(path, ConfigValueFactory.fromAnyRef(value)), recipe);
        }

        /** The paths of all settings of dropout. */
        List<String> dropouts() {
            return settings.entrySet().stream()
                    .filter(entry -> entry.getValue().valueType() == ConfigValueType.NUMBER)
                    .map(Map.Entry::getKey)
                    .filter(path -> path.contains("dropout"))
                    .sorted()
                    .toList();
        }

        /** Without dropout but for that of a path. */
        Config only(String wanted) {
            Config result = settings;
            for (String path : dropouts()) {
                result = result.withValue(path, ConfigValueFactory.fromAnyRef(path.equals(wanted) ? MOST : 0));
            }
            return result;
        }

        /** What the table says of each path. */
        Map<String, Long> sites() {
            String path = kind + "." + name;
            Config stated = SITES.hasPath(path) ? SITES.getConfig(path) : ConfigFactory.empty();
            return stated.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> sum(stated.getString(entry.getKey()))));
        }

        private static long sum(String sites) {
            return Stream.of(sites.split("\\+"))
                    .mapToLong(site -> Stream.of(site.split("\\*"))
                            .mapToLong(factor -> Long.parseLong(factor.strip()))
                            .reduce(1, Math::multiplyExact))
                    .sum();
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /**
     * All that have such a setting. A model that is like another one drops where that one does, so far as it has it.
     */
    static List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        MODELS.names().stream()
                .filter(name -> !SHIPPED.defaults().hasPath("derl.models." + name + ".like"))
                .forEach(name -> subjects.add(model(name, name)));
        subjects.add(model("misa", "misa-adversarial").with("model.adversarial", true));
        for (Entry<?, ?, ?> entry : INJECTOR.getInstance(Catalog.class).entries()) {
            PartKind.of(entry.kind())
                    .filter(kind -> ContractSettings.of(SHIPPED.defaults(), kind.key(), entry.name())
                            .untested()
                            .isEmpty())
                    .ifPresent(kind -> subjects.add(part(kind, entry.name())));
        }
        subjects.removeIf(subject -> subject.dropouts().isEmpty());
        return subjects;
    }

    private static Subject model(String name, String label) {
        Config settings = Settings.describe(MODELS.settings(name, List.of()));
        return new Subject(
                "model",
                label,
                settings,
                config -> BINDER.bind(config.atPath(name), name, ModelSettings.class)
                        .model()::build);
    }

    private static Subject part(PartKind kind, String name) {
        String path = "derl.defaults." + kind.key() + "." + name;
        Config defaults = SHIPPED.defaults().hasPath(path) ? SHIPPED.defaults().getConfig(path) : ConfigFactory.empty();
        Config small = ContractSettings.of(SHIPPED.defaults(), kind.key(), name).settings();
        Config settings = Settings.layer(List.of(defaults, small))
                .withValue("type", ConfigValueFactory.fromAnyRef(name))
                .atPath("part");
        return new Subject(
                kind.key(), name, settings, config -> kind.binding().bind(BINDER, config.atPath(name), name));
    }

    /**
     * All that comes out of it with the same weights and inputs.
     *
     * @param predicting of a pass that predicts
     * @param training of a pass that trains, its losses too
     * @param dropped how many numbers of a sample the latter might have dropped
     */
    private record Outcome(List<Float> predicting, List<Float> training, long dropped) {}

    @ParameterizedTest
    @MethodSource("subjects")
    void everyDropoutDropsWhatItIsToDropInTrainingAlone(Subject subject) {
        Outcome without = outcome(subject, "");
        assertEquals(0, without.dropped());
        Map<String, Long> dropped = new TreeMap<>();
        for (String path : subject.dropouts()) {
            Outcome with = outcome(subject, path);
            assertTrue(without.predicting().equals(with.predicting()), path);
            boolean changes = !without.training().equals(with.training());
            assertEquals(with.dropped() > 0, changes, path);
            dropped.put(path.substring(path.indexOf('.') + 1), with.dropped());
        }
        assertEquals(new TreeMap<>(subject.sites()), dropped, subject::toString);
    }

    @Test
    void nothingIsSaidOfWhatHasNoDropout() {
        TreeSet<String> stated = new TreeSet<>();
        SITES.root()
                .keySet()
                .forEach(kind -> SITES.getObject(kind).keySet().forEach(name -> stated.add(kind + " " + name)));
        assertEquals(subjects().stream().map(Subject::toString).collect(Collectors.toCollection(TreeSet::new)), stated);
    }

    private static Outcome outcome(Subject subject, String dropout) {
        Compute.prepareThread();
        Function<Schema, FusionModel<?>> recipe = subject.recipe().apply(subject.only(dropout));
        try (FusionModel<?> model = recipe.apply(ToyTask.ofFeatures())) {
            return outcome(model, split(ToyTask.ofFeatures()));
        } catch (IllegalArgumentException | InvalidConfigException e) {
            try (FusionModel<?> model = recipe.apply(ToyTask.ofTokens())) {
                return outcome(model, split(ToyTask.ofTokens()));
            }
        }
    }

    private static <F extends Forward> Outcome outcome(FusionModel<F> model, Split split) {
        Randomness randomness = new Randomness(1);
        model.allocate(Device.cpu(), randomness);
        List<Integer> rows = IntStream.range(0, BATCH).boxed().toList();
        return Compute.withoutGradients(() -> {
            try (Scope scope = model.open()) {
                Batch batch = split.batch(scope.manager(), rows);
                List<Float> predicting = numbers(List.of(model.forward(Pass.evaluation(scope), batch)));
                long before = randomness.state();
                // Gaussian draws would be counted too.
                Pass pass = Pass.training(scope, randomness).drawing((manager, shape) -> manager.zeros(shape));
                F forward = model.forward(pass, batch);
                List<Object> all = new ArrayList<>(List.of(forward));
                Training<F> training = model.training(batch.targets(), Optimization.adam(1e-3));
                training.sweeps(1).stream()
                        .collect(Collectors.toMap(Sweep::name, sweep -> sweep, (one, other) -> one, TreeMap::new))
                        .values()
                        .forEach(sweep -> all.add(sweep.objective().losses(pass, forward, batch)));
                return new Outcome(predicting, numbers(all), dropped(before, randomness.state()));
            }
        });
    }

    /** Every draw decides on four numbers. */
    private static long dropped(long before, long after) {
        Randomness again = new Randomness(0);
        again.restore(before);
        long draws = 0;
        while (again.state() != after) {
            again.nextLong();
            draws++;
        }
        return 4 * draws / BATCH;
    }

    /** Samples of one length, so that the table need not know any other. */
    private static Split split(Schema schema) {
        Randomness randomness = new Randomness(2);
        return new InMemorySplit(
                schema.inputs(),
                IntStream.range(0, BATCH)
                        .mapToObj(i -> new Sample(
                                "sample-" + i,
                                randomness.nextGaussian(),
                                schema.inputs().map((modality, shape) -> inputs(shape, randomness))))
                        .toList());
    }

    private static float[] inputs(FeatureShape shape, Randomness randomness) {
        boolean tokens = shape.content() == FeatureShape.Content.TOKENS;
        float[] values = new float[ToyTask.LONGEST * (tokens ? 1 : shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (tokens ? 1 + randomness.nextInt(9) : randomness.nextGaussian());
        }
        return values;
    }

    private static List<Float> numbers(List<?> records) {
        List<Float> numbers = new ArrayList<>();
        for (Object part : records) {
            for (NDArray array : Paths.of((Record) part).values()) {
                for (float number : array.toFloatArray()) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }
}
