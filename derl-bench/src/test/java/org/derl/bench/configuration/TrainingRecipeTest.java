package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.bench.train.TrainingSettings;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.model.Optimization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRecipeTest {

    private static final Configuration SHIPPED = Configuration.of(TrainingRecipeTest.class.getClassLoader());
    private static final Models MODELS = SHIPPED.make(Models.class);
    private static final List<String> MOSI = List.of("mosi", "mosi");
    private static final String WEIGHT = "text-encoder.encoder.layer.0.attention.self.query.weight";
    private static final String GROUPS = "training.optimization.groups";
    private static final String SMALL = "bge-small-fine-tuned";

    private static Models given(String overrides) {
        return SHIPPED.with(ConfigFactory.parseString(overrides)).make(Models.class);
    }

    private static Models published() {
        return SHIPPED.with(TrainingRecipe.PUBLISHED).make(Models.class);
    }

    private static Config described(ModelSettings settings) {
        return Settings.describe(settings);
    }

    private static Optimization optimization(Models models, String model, String textEncoder) {
        return models.settings(model, MOSI, textEncoder).training().optimization();
    }

    @Test
    void everyModelTrainsAlikeAfterATextEncoderThatIsTrained() {
        Config alike = null;
        for (String model : MODELS.originals()) {
            TrainingSettings training = MODELS.settings(model, MOSI, SMALL).training();
            assertEquals(5e-5, training.optimization().rate(WEIGHT), model);
            assertEquals(1e-3, training.optimization().rate("head.weight"), model);
            Config described = Settings.describe(training)
                    .withoutPath("optimization.drops-rest")
                    .withoutPath("checkpoint-every");
            // LNLN is made of what incomplete inputs lose; how it learns from them is as of all.
            assertEquals(model.equals("lnln"), described.hasPath("corruption"), model);
            described = described.withoutPath("corruption");
            alike = alike == null ? described : alike;
            assertEquals(alike, described, model);
        }
        assertNotNull(alike);
        assertEquals(
                ConfigFactory.parseString(
                        """
                        batch-size = 32, epochs = 5, patience = 5
                        sampler { type = similar-lengths, window = 16 }
                        schedule { type = linear, warm-up = 0.1, by = step }
                        optimization {
                          algorithm = adamw, learning-rate = 1e-3, weight-decay = 1e-2, accumulation = 1, dropout = true
                          clipping { by = norm, limit = 1.0 }
                          groups = [{ parameters = "text-encoder\\\\.", learning-rate = 5e-5, weight-decay = 1e-2 }]
                        }
                        """),
                alike.withoutPath("optimization.algorithm")
                        .withFallback(ConfigFactory.parseString("optimization.algorithm = adamw")));
    }

    @Test
    void whatWasSearchedWithAFrozenBertDoesNotHoldWhereOneIsTrained() {
        List<String> words = List.of("mosi", "mosi-words");
        Config trained = described(MODELS.settings("misa", words, SMALL)).getConfig("model");
        Config frozen =
                described(MODELS.settings("misa", words, "bge-small-frozen")).getConfig("model");
        assertEquals("squared", trained.getString("losses.task"));
        assertEquals("absolute", frozen.getString("losses.task"));
        assertEquals(
                1e-3,
                MODELS.settings("derl", words, "bert-held")
                        .training()
                        .optimization()
                        .learningRate());
        assertEquals(Set.of("bert-frozen"), MODELS.searchedInVain("misa", words, SMALL));
        assertEquals(Set.of(), MODELS.searchedInVain("misa", words, "bge-small-frozen"));
        assertEquals(
                Set.of("bert-frozen"),
                MODELS.searchedWithOthers("misa", words, "bge-small-frozen").keySet());
        assertEquals(Set.of(), MODELS.searchedWithOthers("misa", words, SMALL).keySet());
    }

    @Test
    void whatFollowsFromTheDataHoldsAfterAnyTextEncoder() {
        List<String> words = List.of("mosi", "mosi-words");
        for (String textEncoder : List.of(SMALL, "bge-small-frozen", "bert-held")) {
            Config mult = described(MODELS.settings("mult", words, textEncoder));
            assertEquals(
                    ConfigFactory.parseString("text = 1, audio = 1, vision = 1"),
                    mult.getConfig("model.kernels"),
                    textEncoder);
            Config iccn = described(MODELS.settings("iccn", words, textEncoder));
            assertEquals(10, iccn.getInt("model.view"));
            assertEquals(8, iccn.getInt("model.correlation.loss.largest"));
            assertTrue(iccn.getInt("training.batch-size") > iccn.getInt("model.view"));
        }
        assertEquals(
                1e-3,
                MODELS.settings("mult", words, SMALL).training().optimization().learningRate());
        assertEquals(Set.of("bert-frozen"), MODELS.searchedInVain("mult", words, SMALL));
        assertEquals(
                Map.of("bert-frozen", List.of("training.optimization.learning-rate")),
                MODELS.searchedWithOthers("mult", words, "bge-small-frozen"));
        assertEquals("mult, on mosi-words", MODELS.origins("mult", words, SMALL).get("model.kernels.audio"));
    }

    @Test
    void bertHasARateOfItsOwn() {
        assertEquals(3e-5, optimization(MODELS, "misa", "bert-fine-tuned").rate(WEIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-frozen", "bge-small-held", "as-is", "tiny-bert"})
    void anyOtherTextEncoderLeavesTrainingToTheModel(String textEncoder) {
        for (String model : List.of("derl", "self-mm", "mag-bert")) {
            Config own = described(MODELS.settings(model, MOSI));
            Config used = described(MODELS.settings(model, MOSI, textEncoder));
            assertEquals(own, used.withValue(GROUPS, own.getValue(GROUPS)), model);
        }
        assertNull(MODELS.recipe(List.of(textEncoder)));
    }

    @Test
    void whatIsGivenLiesAboveTheRecipe() {
        Models models = given(
                """
                misa.training { epochs = 3, optimization.clipping.limit = 2 }
                other { like = misa, training.patience = 2 }
                bge-small-fine-tuned.training.batch-size = 8
                """);
        TrainingSettings misa = models.settings("misa", MOSI, SMALL).training();
        assertEquals(List.of(3, 5, 8), List.of(misa.epochs(), misa.patience(), misa.batchSize()));
        assertEquals(
                new Optimization.Clipping(Optimization.Clipping.By.NORM, 2),
                misa.optimization().clipping());
        TrainingSettings other = models.settings("other", MOSI, SMALL).training();
        assertEquals(List.of(3, 2, 8), List.of(other.epochs(), other.patience(), other.batchSize()));
        assertEquals(
                3, models.settings("misa-as-released", MOSI, SMALL).training().epochs());
    }

    @Test
    void aSearchVariesWhatTheRecipeSays() {
        Models models = SHIPPED.with("rates", List.of("tfn")).make(Models.class);
        assertEquals(
                3e-3,
                models.settings("tfn-learning-rate-3e-3", MOSI, SMALL)
                        .training()
                        .optimization()
                        .learningRate());
    }

    @Test
    void groupsThatAreGivenStandBeforeThoseOfATextEncoderThatIsTrained() {
        Models models = given(
                """
                misa.training.optimization.groups =
                  [{ parameters = "text-encoder\\\\.encoder\\\\.layer", learning-rate = 7e-5, weight-decay = 0 }]
                """);
        assertEquals(7e-5, optimization(models, "misa", SMALL).rate(WEIGHT));
        assertEquals(5e-5, optimization(models, "misa", SMALL).rate("text-encoder.embeddings.weight"));
        assertEquals(0, optimization(models, "misa", "bge-small-held").rate(WEIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        "misa, 1e-4, 0, 1e-4, 0",
        "mag-bert, 2e-5, 0, 1e-5, 0",
        "self-mm, 5e-5, 2.5e-4, 5e-5, 2.5e-4",
        "tetfn, 3e-5, 2.5e-4, 3e-5, 2.5e-4",
        "mmim, 5e-5, 1e-4, 5e-5, 1e-4",
        "derl, 1e-5, 0, 1e-5, 0"
    })
    void modelsHaveTheirPublishedRates(String model, double mosi, double ofMosi, double mosei, double ofMosei) {
        Models models = published();
        List<Optimization.Group> onMosi = optimization(models, model, SMALL).groups();
        Optimization.Group last = onMosi.get(List.of("self-mm", "tetfn").contains(model) ? 1 : 0);
        assertEquals(new Optimization.Group("text-encoder\\.", mosi, ofMosi), last);
        Optimization onMosei =
                models.settings(model, List.of("mosei"), SMALL).training().optimization();
        assertEquals(mosei, onMosei.rate(WEIGHT));
        assertEquals(
                described(MODELS.settings(model, MOSI)).getInt("training.batch-size"),
                models.settings(model, MOSI, SMALL).training().batchSize());
        assertEquals(0, optimization(models, model, "bert-held").rate(WEIGHT));
        assertEquals(List.of(), withoutOwn(models, model, "tiny-bert"));
    }

    private static List<Optimization.Group> withoutOwn(Models models, String model, String textEncoder) {
        return optimization(models, model, textEncoder).groups().stream()
                .filter(group -> group.parameters().startsWith("text-encoder"))
                .toList();
    }

    @Test
    void selfMmDecaysNeitherBiasesNorNorms() {
        Optimization.Group first =
                optimization(published(), "self-mm", SMALL).groups().get(0);
        assertEquals(new Optimization.Group("text-encoder\\..*(bias|LayerNorm)", 5e-5, 0), first);
    }

    @Test
    void schedulesArePublishedToo() {
        Models models = published();
        assertEquals(
                ConfigFactory.parseString("type = plateau, factor = 0.1, patience = 5, return-to-best = false"),
                described(models.settings("mult", MOSI, "bert-frozen")).getConfig("training.schedule"));
        assertEquals(
                20, described(models.settings("mult", List.of("mosei"), SMALL)).getInt("training.schedule.patience"));
        assertEquals(
                ConfigFactory.parseString("type = plateau, factor = 0.5, patience = 6, return-to-best = true"),
                described(models.settings("misa", MOSI, SMALL)).getConfig("training.schedule"));
        assertFalse(described(MODELS.settings("misa", MOSI)).hasPath("training.schedule"));
        assertEquals("mse", described(models.settings("misa", MOSI, SMALL)).getString("training.select"));
        assertEquals(
                "total-loss", described(models.settings("mctn", MOSI, SMALL)).getString("training.select"));
        assertEquals(40, models.settings("mag-bert", MOSI, SMALL).training().epochs());
    }

    @Test
    void aPoolerIsPublishedToo() {
        String path = "model.pretrained-pooler";
        assertFalse(described(MODELS.settings("mag-bert", MOSI, SMALL)).getBoolean(path));
        assertTrue(described(published().settings("mag-bert", MOSI, SMALL)).getBoolean(path));
        assertTrue(described(published().settings("mag-bert-as-released", MOSI, SMALL))
                .getBoolean(path));
        assertEquals(
                "mag-bert, recipe published",
                published().origins("mag-bert", MOSI, SMALL).get(path));
        Models given = given("recipe = PUBLISHED, mag-bert.model.pretrained-pooler = false");
        assertFalse(described(given.settings("mag-bert", MOSI, SMALL)).getBoolean(path));
    }

    @Test
    void aMistakeInWhatIsPublishedIsRefused() {
        Models models = given("recipe = PUBLISHED, misa.published.text-encoder-group = []");
        assertThrows(InvalidConfigException.class, () -> models.settings("misa", MOSI, SMALL));
    }

    @Test
    void itIsNamedByOneSettingAlone() {
        assertEquals(TrainingRecipe.PUBLISHED, TrainingRecipe.of(TrainingRecipe.PUBLISHED.in(ConfigFactory.empty())));
        assertEquals(
                ConfigFactory.empty(), TrainingRecipe.EQUAL.in(TrainingRecipe.PUBLISHED.in(ConfigFactory.empty())));
        assertEquals(TrainingRecipe.PUBLISHED, TrainingRecipe.of(ConfigFactory.parseString("recipe = published")));
        assertEquals(
                "there is no training recipe 'best'; there are equal, published",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TrainingRecipe.of(ConfigFactory.parseString("recipe = best")))
                        .getMessage());
        assertEquals(TrainingRecipe.EQUAL, MODELS.recipe(List.of("as-is", SMALL)));
        assertEquals(TrainingRecipe.PUBLISHED, published().recipe(List.of("as-is")));
    }
}
