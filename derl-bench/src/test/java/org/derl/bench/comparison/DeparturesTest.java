package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.Publications;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.toy.ToyPlugin;
import org.derl.data.DataSet;
import org.junit.jupiter.api.Test;

/** What a table that is made after one of the paper says is not the paper's. */
class DeparturesTest {

    private static final Configuration SHIPPED = Configuration.of(DeparturesTest.class.getClassLoader());
    private static final Models MODELS = SHIPPED.make(Models.class);
    private static final Departures FROM_TABLE_2 =
            new Departures(SHIPPED.make(Publications.class).get("derl"), List.of("mosei"));

    private static DataSet data(String name, String family) {
        DataSet toy = ToyPlugin.dataSet(96);
        return new DataSet(name, family, toy.schema(), toy.training(), toy.validation(), toy.test());
    }

    @Test
    void anotherDataSetIsNoneOfThePapers() {
        List<String> departures = FROM_TABLE_2.of(MODELS, data("planted", "planted"), "tiny-bert");
        assertEquals(
                "the DERL paper has this table of CMU-MOSEI, with 16265, 1869 and 4643 samples", departures.get(0));
        assertEquals("text passes tiny-bert, in the DERL paper bert-fine-tuned", departures.get(1));
        assertTrue(
                departures.get(2).startsWith("derl is set otherwise than for the DERL paper: model.layers = ")
                        && departures.get(2).matches(".*, not 5; .*; training.epochs = 12, not 100; .* other settings"),
                departures.get(2));
        assertEquals(3, departures.size());
    }

    @Test
    void anotherCopyOfItsDataSetHasOtherNumbers() {
        assertEquals(
                List.of(
                        "96, 40 and 50 samples, in the DERL paper 16265, 1869 and 4643",
                        "audio of 4 features, in the DERL paper 74",
                        "vision of 4 features, in the DERL paper 35"),
                FROM_TABLE_2.of(
                        SHIPPED.with(TrainingRecipe.PUBLISHED).make(Models.class),
                        data("mine", "mosei"),
                        "bert-fine-tuned"));
    }

    @Test
    void trainingByTheEqualRecipeIsNotThePapers() {
        List<String> departures = FROM_TABLE_2.of(MODELS, data("mine", "mosei"), "bert-fine-tuned");
        assertEquals(
                "derl is set otherwise than for the DERL paper: training.batch-size = 32, not 48; training.epochs ="
                        + " 5, not 100; training.optimization.learning-rate = 0.001, not 2.0E-5; 10 other settings",
                departures.get(departures.size() - 1));
    }

    @Test
    void whatIsSetByHandIsNotThePapers() {
        Models models = SHIPPED.with(ConfigFactory.parseString("derl { training.epochs = 3, model.dropout = 0.2 }"))
                .with(TrainingRecipe.PUBLISHED)
                .make(Models.class);
        List<String> departures = FROM_TABLE_2.of(models, data("mine", "mosei"), "bert-fine-tuned");
        assertEquals(
                "derl is set otherwise than for the DERL paper: training.epochs = 3, not 100; 1 other setting",
                departures.get(departures.size() - 1));
    }
}
