package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullPathsTest {

    private static final Configuration JARS = Configuration.of(FullPathsTest.class.getClassLoader());

    @Test
    void aFileUsesThePathsOfJars() {
        Config file = ConfigFactory.parseString(
                """
                derl {
                  models { derl.training.epochs = 3, mine { like = mult } }
                  data-sets.planted.data-set.training = 7
                  text-encoders.bert-frozen.extractor.weights = here
                  defaults { file-format.csv.bytes = 9, feature-layout.mfn.label = 2 }
                }
                """);
        Config expected = ConfigFactory.parseString(
                """
                derl.training.epochs = 3, mine.like = mult, planted.data-set.training = 7
                bert-frozen.extractor.weights = here, format.csv.bytes = 9, layout.mfn.label = 2
                """);
        assertEquals(expected, JARS.byName(file));
        assertEquals(
                3,
                JARS.with(JARS.byName(file))
                        .make(Models.class)
                        .settings("derl", List.of())
                        .training()
                        .epochs());
    }

    @ParameterizedTest
    @CsvSource({
        "tfn.title = x,                          'tfn' is a short form; derl.models.tfn",
        "planted.title = x,                      'planted' is a short form; derl.data-sets.planted",
        "bert-frozen.title = x,                  'bert-frozen' is a short form; derl.text-encoders.bert-frozen",
        "layout.mfn.label = 1,                   'layout' is a short form; derl.defaults.feature-layout.NAME",
        "mine.like = mult,                       'mine' is a short form; derl.models.mine",
        "derl.training.epochs = 3,               'derl.training' is nothing that a file sets;"
                + " derl.models.derl.training",
        "derl.defaults.training.epochs = 3,      'derl.defaults.training' is nothing that; derl.defaults.file-format",
        "derl = 3,                               'derl' is nothing that a file sets; derl.models"
    })
    void aShortFormIsRefusedWithTheFullPath(String text, String what) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> JARS.byName(ConfigFactory.parseString(text)))
                .getMessage();
        for (String part : what.split("; ", -1)) {
            assertTrue(message.contains(part), message);
        }
    }
}
