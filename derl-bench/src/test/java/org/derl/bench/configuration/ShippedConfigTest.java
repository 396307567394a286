package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.google.inject.Injector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.bench.toy.ToySplit;
import org.derl.bench.train.TrainingSettings;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.TrainingRun;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;
import org.derl.config.InvalidConfigException;
import org.derl.config.Names;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the jars describe must work: it lies here because all jars meet on this class path. */
class ShippedConfigTest {

    private static final Configuration SHIPPED = Configuration.of(ShippedConfigTest.class.getClassLoader());
    private static final Injector INJECTOR = SHIPPED.injector();
    private static final Catalog CATALOG = INJECTOR.getInstance(Catalog.class);
    private static final Models MODELS = INJECTOR.getInstance(Models.class);
    private static final DataSets DATA_SETS = INJECTOR.getInstance(DataSets.class);
    private static final TextEncoders TEXT_ENCODERS = INJECTOR.getInstance(TextEncoders.class);
    private static final Experiments EXPERIMENTS = INJECTOR.getInstance(Experiments.class);
    private static final Policies POLICIES = INJECTOR.getInstance(Policies.class);
    private static final int SAMPLES = 8;
    /** Some models need more than a few features. */
    private static final int WIDTH = 8;

    private static final Split SPLIT = new ToySplit("train", SAMPLES, 1, WIDTH);
    private static final Path FIXTURES = Path.of("../derl-fusion/src/test/resources/org/derl/models/golden/derl/case1");

    /**
     * A model as it is on some family of data sets.
     *
     * @param on the family, or an empty text for none
     */
    record Case(String model, String on) {

        ModelSettings settings() {
            return MODELS.settings(model, on.isEmpty() ? List.of() : List.of(on));
        }
    }

    static Stream<Case> models() {
        return MODELS.names().stream().flatMap(name -> Stream.concat(Stream.of(""), familiesOf(name).stream())
                .map(family -> new Case(name, family)));
    }

    /** What a model's file, or that of a model it is like, says of families. */
    private static Set<String> familiesOf(String model) {
        Config file = SHIPPED.defaults().getConfig("derl.models." + model);
        Set<String> families =
                new TreeSet<>(file.hasPath("on") ? file.getObject("on").keySet() : Set.of());
        if (file.hasPath("like")) {
            families.addAll(familiesOf(file.getString("like")));
        }
        return families;
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelBindsAndTrainsAStep(Case model) {
        ModelSettings settings = model.settings().with(TEXT_ENCODERS.settings("as-is"));
        assertFalse(settings.title().isBlank());
        Compute.prepareThread();
        try (FusionModel<?> built = settings.build(TEXT_ENCODERS.settings("as-is"), ToySplit.schema(WIDTH))) {
            Randomness randomness = new Randomness(1);
            built.allocate(Device.cpu(), randomness);
            assertTrue(Double.isFinite(step(built, settings, randomness, SPLIT)));
        }
    }

    /** One step on the first samples. */
    private static <F extends Forward> double step(
            FusionModel<F> model, ModelSettings settings, Randomness random, Split split) {
        Training<F> training = model.training(
                split.targets(model.manager()), settings.training().optimization());
        List<Integer> rows = IntStream.range(0, SAMPLES).boxed().toList();
        return new TrainingRun<>(model, training, split, Passes.of(random)).epoch(1, () -> List.of(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mult", "misa", "self-mm", "tetfn"})
    void aLastRunOfBatchesIsLostAsReleased(String model) {
        assertTrue(optimization(model).countsRun(1));
        assertFalse(optimization(model + "-as-released").countsRun(1));
    }

    private static Optimization optimization(String model) {
        return MODELS.settings(model, List.of()).training().optimization();
    }

    @Test
    void titlesTellModelsApart() {
        List<String> titles = MODELS.names().stream()
                .map(name -> MODELS.settings(name, List.of()).title())
                .toList();
        assertEquals(titles.size(), Set.copyOf(titles).size(), titles.toString());
    }

    static List<String> dataSets() {
        return DATA_SETS.names();
    }

    @Test
    void everyPolicyOfImportBinds() {
        assertEquals(List.of("derl", "lmf", "mmsa", "mmsa-normalized", "mult"), POLICIES.names());
        for (String name : POLICIES.names()) {
            assertFalse(
                    POLICIES.settings(name, ConfigFactory.empty()).description().isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("dataSets")
    void everyDataSetBindsWithItsUsualTextEncoder(String name) {
        String encoder = DATA_SETS.usualTextEncoder(name);
        assumeTrue(TEXT_ENCODERS.names().contains(encoder), "no jar at hand describes " + encoder);
        DataSetSettings settings = DATA_SETS.settings(name, encoder);
        assertFalse(settings.title().isBlank() || settings.description().isBlank());
    }

    /** Real data is neither at hand nor, without its features, quickly read; so this is for what needs no file. */
    @ParameterizedTest
    @MethodSource("dataSets")
    void everyDataSetThatNeedsNoFileTrainsEveryModelThatIsComparedOnIt(String name) throws IOException {
        String encoder = DATA_SETS.usualTextEncoder(name);
        assumeTrue(TEXT_ENCODERS.names().contains(encoder), "no jar at hand describes " + encoder);
        TextEncoderSettings textEncoder = TEXT_ENCODERS.settings(encoder);
        assumeTrue(textEncoder.extractor() == null, "features must be computed first");
        assumeFalse(
                SHIPPED.defaults().hasPath("derl.data-sets." + name + ".data-set.file"), "its file is another test's");
        assumeFalse(SHIPPED.defaults().hasPath("derl.defaults.data-set-loader." + name + ".folder"), "it reads files");
        Compute.prepareThread();
        DataSet data = DATA_SETS
                .settings(name, encoder)
                .dataSet()
                .build(SHIPPED.directories())
                .load();
        for (String model : SHIPPED.defaults().getStringList("derl.compare.models")) {
            ModelSettings settings =
                    MODELS.settings(model, List.of(data.family(), data.name())).with(textEncoder);
            try (FusionModel<?> built = settings.build(textEncoder, data.schema())) {
                Randomness randomness = new Randomness(1);
                built.allocate(Device.cpu(), randomness);
                assertTrue(Double.isFinite(step(built, settings, randomness, data.training())), model);
            }
        }
    }

    static List<String> textEncoders() {
        return TEXT_ENCODERS.names();
    }

    @ParameterizedTest
    @MethodSource("textEncoders")
    void everyTextEncoderBinds(String name) {
        TextEncoderSettings settings = TEXT_ENCODERS.settings(name);
        assertFalse(settings.title().isBlank());
        assertTrue(settings.inside() == null || TEXT_ENCODERS.names().contains(settings.inside()));
    }

    @Test
    void aFrozenBertIsRunBeforeAModelThatWorksInsideIt() {
        assertEquals("bert-held", TEXT_ENCODERS.settings("bert-frozen").inside());
        TextEncoderSettings held = TEXT_ENCODERS.settings("bert-held");
        assertEquals(
                List.of(0.0),
                held.groups().stream().map(Optimization.Group::learningRate).toList());
        assertTrue(MODELS.settings("mag-bert", List.of("mosi", "mosi-words")).worksInsideTextEncoder());
    }

    @Test
    void realTextIsReadByASmallFrozenEncoderUnlessToldOtherwise() {
        for (String dataSet : List.of("mosi-words", "mosei-text")) {
            assertEquals("bge-small-frozen", DATA_SETS.usualTextEncoder(dataSet));
            assertFalse(TEXT_ENCODERS.settings("bge-small-frozen").isTrained());
        }
        assertEquals("bge-small-zh-frozen", DATA_SETS.usualTextEncoder("sims-text"));
    }

    static List<String> experiments() {
        return EXPERIMENTS.names();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void everyExperimentComparesModelsThatThereAre(String name) {
        Models compared = SHIPPED.with(name, List.of()).make(Models.class);
        Config experiment = EXPERIMENTS.comparison(name, List.of());
        assertFalse(experiment.getString("title").isBlank());
        List<String> models = experiment.getStringList("models");
        models.forEach(model ->
                assertFalse(compared.settings(model, List.of("mosei")).title().isBlank()));
        if (experiment.hasPath("compare-to")) {
            assertTrue(models.contains(experiment.getString("compare-to")));
        }
        if (experiment.hasPath("data-set")) {
            assertTrue(DATA_SETS.names().contains(experiment.getString("data-set")));
        }
    }

    @Test
    void comparisonsUnlessToldOtherwiseAreOfWhatThereIs() {
        Config compare = SHIPPED.defaults().getConfig("derl.compare");
        List<String> names = new ArrayList<>(compare.getStringList("models"));
        compare.getObject("on").forEach((dataSet, own) -> {
            assertTrue(DATA_SETS.names().contains(dataSet), dataSet);
            Config settings = ((ConfigObject) own).toConfig();
            names.addAll(settings.hasPath("models") ? settings.getStringList("models") : List.of());
        });
        assertEquals(
                List.of(),
                names.stream().filter(name -> !MODELS.names().contains(name)).toList());
    }

    @Test
    void everyDefaultIsASettingOfSomethingInTheCatalog() {
        List<String> stale = new ArrayList<>();
        ConfigObject kinds = SHIPPED.defaults().getObject("derl.defaults");
        kinds.withoutKey("training").withoutKey("space").forEach((kind, names) -> ((ConfigObject) names)
                .keySet()
                .forEach(name -> stale.addAll(stale(kind, name))));
        stale.addAll(mistakes("derl.defaults.training", TrainingSettings.class));
        assertEquals(List.of(), stale);
        assertTrue(kinds.containsKey("sequence-encoder"), "no default was looked at");
    }

    private static List<String> stale(String kind, String name) {
        String path = "derl.defaults." + kind + "." + name;
        for (Entry<?, ?, ?> entry : CATALOG.entries()) {
            if (Names.kebab(entry.kind().getSimpleName()).equals(kind)
                    && entry.name().equals(name)) {
                return mistakes(path, entry.settings());
            }
        }
        return List.of(path + " is a default of nothing in the catalog");
    }

    /** A setting without a default is none; everything else that binding finds is. */
    private static List<String> mistakes(String path, Class<? extends Record> settings) {
        try {
            new ConfigBinder(CATALOG, SHIPPED.defaults()).bind(SHIPPED.defaults(), path, settings);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems().stream()
                    .filter(problem -> !problem.message().startsWith("is missing"))
                    .map(problem -> problem.path() + " " + problem.message())
                    .toList();
        }
    }

    /** The models by which Tables 4 and 5 can be computed, each beside the fixture of its variant. */
    static Stream<List<String>> variants() {
        return Stream.of(
                List.of("derl", "full"),
                List.of("derl-text", "ie_t"),
                List.of("derl-audio", "ie_a"),
                List.of("derl-vision", "ie_v"),
                List.of("derl-intra", "ie_tav"),
                List.of("derl-cross-text", "cie_tav"),
                List.of("derl-cross-audio", "cie_atv"),
                List.of("derl-cross-vision", "cie_vta"),
                List.of("derl-cross", "cie_all"),
                List.of("derl-without-filter", "wo_fu"),
                List.of("derl-without-enhancement", "wo_eu"),
                List.of("derl-without-gates", "wo_fu_eu"),
                List.of("derl-without-distance", "wo_l2"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void ablationsSwitchWhatTheirFixtureSwitches(List<String> pair) {
        Config fixture = ConfigFactory.parseFile(
                FIXTURES.resolve(pair.get(1)).resolve("config.json").toFile());
        Config expected = ConfigFactory.parseString(
                        "ie = [text, audio, vision], cie = ${ie}, eu = true, fu = true, l2 = true")
                .resolve();
        expected = fixture.getConfig("switches").withFallback(expected);
        Config model =
                Settings.describe(MODELS.settings(pair.get(0), List.of())).getConfig("model");
        assertEquals(expected.getStringList("ie"), model.getStringList("dual.intra.targets"));
        assertEquals(expected.getStringList("cie"), model.getStringList("dual.cross.targets"));
        assertEquals(expected.getBoolean("eu") ? "enhancement-unit" : "open", model.getString("dual.enhancement.type"));
        assertEquals(expected.getBoolean("fu") ? "filter-unit" : "open", model.getString("dual.filter.type"));
        assertEquals(expected.getBoolean("l2"), model.getDouble("distance-weight") > 0);
    }

    @Test
    void everyVariantOfTheFixturesIsAModel() throws IOException {
        try (Stream<Path> folders = Files.list(FIXTURES)) {
            assertEquals(
                    folders.map(folder -> folder.getFileName().toString())
                            .sorted()
                            .toList(),
                    variants().map(pair -> pair.get(1)).sorted().toList());
        }
    }
}
