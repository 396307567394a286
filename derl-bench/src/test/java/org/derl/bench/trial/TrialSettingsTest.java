package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSettingsTest {

    private static final Configuration SHIPPED = Configuration.of(TrialSettingsTest.class.getClassLoader());

    /** The toy in the place of a data set whose files are not at hand: settings do not follow from samples. */
    private static TrialSettings settings(String model, TrainingRecipe recipe, String overrides) {
        Configuration configuration =
                SHIPPED.with(ConfigFactory.parseString(overrides)).with(recipe);
        DataSet toy = ToyPlugin.dataSet(16);
        return TrialSettings.of(
                configuration.make(Models.class),
                configuration.make(DataSets.class),
                configuration.make(TextEncoders.class),
                new Trial(model, "mosi-words", "bert-fine-tuned", 1, "cpu", configuration.overrides()),
                new DataSet("mosi", "mosi", toy.schema(), toy.training(), toy.validation(), toy.test()));
    }

    private static Config groups(TrialSettings settings, String model) {
        Config training = ConfigFactory.parseString(settings.text()).getConfig(model + ".training.optimization");
        return training.withOnlyPath("groups");
    }

    private static String comment(TrialSettings settings, String model, String setting) {
        Config written = ConfigFactory.parseString(settings.text());
        return String.join("", written.getValue(model + "." + setting).origin().comments());
    }

    @ParameterizedTest
    @CsvSource({"misa, 1.0E-4", "mag-bert, 2.0E-5", "self-mm, 5.0E-5", "mmim, 5.0E-5"})
    void oneComparisonGivesEachModelItsPublishedRateAndSaysSo(String model, double rate) {
        TrialSettings settings = settings(model, TrainingRecipe.PUBLISHED, "");
        assertEquals(
                rate, groups(settings, model).getConfigList("groups").get(0).getDouble("learning-rate"));
        assertTrue(
                comment(settings, model, "training.optimization.groups")
                        .startsWith(" of the text encoder: " + model + ", recipe published; others: "),
                settings.text());
        assertEquals(" " + model, comment(settings, model, "training.batch-size"));
    }

    @Test
    void settingsSayWhoseTheyAre() {
        TrialSettings settings = settings("derl-text", TrainingRecipe.EQUAL, "derl.training.epochs = 3");
        assertEquals(" bert-fine-tuned, recipe equal", comment(settings, "derl-text", "training.batch-size"));
        assertEquals(" given for derl", comment(settings, "derl-text", "training.epochs"));
        assertEquals(" any model", comment(settings, "derl-text", "training.checkpoint-every"));
        assertEquals(" derl-text", comment(settings, "derl-text", "model.dual.intra.targets"));
        assertEquals(" derl", comment(settings, "derl-text", "model.layers"));
    }

    @Test
    void whatThePaperOfDerlLeavesOpenIsWrittenDown() {
        Config model = ConfigFactory.parseString(
                        settings("derl", TrainingRecipe.EQUAL, "").text())
                .getConfig("derl.model");
        assertEquals("before-mlp", model.getString("pool"));
        assertEquals("encoded", model.getString("dual.filter-reads"));
        assertEquals("sample", model.getString("dual.enhancement.norm"));
        assertEquals(3, model.getInt("distance-from"));
        assertTrue(model.getBoolean("encoders.audio.norm-counts-padding"));
    }

    /** Those that train in stages or sweeps of their own, and those that read more of a batch than others. */
    @ParameterizedTest
    @ValueSource(strings = {"self-mm", "mmim", "iccn", "mctn", "raven"})
    void aModelWithATrainingOfItsOwnTrainsByARecipe(String model, @TempDir Path folder) throws IOException {
        String overrides =
                """
                toy.data-set.training = 32
                iccn.model.correlation.epochs = 2
                toy-held {
                  encoder.size = 8
                  groups = [{ parameters = "text-encoder\\\\.", learning-rate = 1e-3, weight-decay = 1e-2 }]
                  training = ${training} { epochs = 2, batch-size = 16 }
                }
                """;
        Config resolved = ConfigFactory.parseString(overrides)
                .withFallback(SHIPPED.defaults()
                        .getConfig("derl.text-encoders.bert-fine-tuned")
                        .withOnlyPath("training"))
                .resolve()
                .withoutPath("training");
        Trial trial = new Trial(model, "toy", "toy-held", 1, "cpu", resolved);
        TrialResult result = new TrialRun(TrialSettingsTest.class.getClassLoader(), trial)
                .run(new TrialFolder(folder), Progress.NONE);
        assertEquals(2, result.facts().epochs());
        assertEquals(
                List.of(),
                result.facts().notes().stream()
                        .filter(note -> note.contains("group"))
                        .toList());
    }
}
