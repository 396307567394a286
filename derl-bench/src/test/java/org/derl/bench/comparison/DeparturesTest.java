package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.toy.ToyPlugin;
import org.derl.data.DataSet;
import org.junit.jupiter.api.Test;

/** What a table that is made after one of the paper says is not the paper's. */
class DeparturesTest {

    private static final Assembly SHIPPED = Assembly.of(DeparturesTest.class.getClassLoader());
    private static final Departures FROM_TABLE_2 = new Departures(SHIPPED.publication("derl"), List.of("mosei"));

    private static DataSet data(String name, String family) {
        DataSet toy = ToyPlugin.dataSet(96);
        return new DataSet(name, family, toy.schema(), toy.training(), toy.validation(), toy.test());
    }

    @Test
    void anotherDataSetIsNoneOfThePapers() {
        List<String> departures = FROM_TABLE_2.of(SHIPPED, data("planted", "planted"), "tiny-bert");
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
                FROM_TABLE_2.of(SHIPPED, data("mine", "mosei"), "bert-fine-tuned"));
    }

    @Test
    void whatIsSetByHandIsNotThePapers() {
        Assembly assembly = Assembly.of(
                DeparturesTest.class.getClassLoader(),
                ConfigFactory.parseString("derl { training.epochs = 3, model.dropout = 0.2 }"));
        List<String> departures = FROM_TABLE_2.of(assembly, data("mine", "mosei"), "bert-fine-tuned");
        assertEquals(
                "derl is set otherwise than for the DERL paper: training.epochs = 3, not 100; 1 other setting",
                departures.get(departures.size() - 1));
    }
}
