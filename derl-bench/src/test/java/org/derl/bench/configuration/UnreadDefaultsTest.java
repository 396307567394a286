package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.Set;
import org.derl.config.Catalog;
import org.derl.config.InvalidConfigException;
import org.derl.config.UnreadDefaults;
import org.derl.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadDefaultsTest {

    private static final ClassLoader LOADER = UnreadDefaultsTest.class.getClassLoader();
    private static final Catalog CATALOG = Plugins.discover(LOADER);
    private static final Set<String> OTHERS = Set.of("training", "space");

    @Test
    void allThatIsShippedIsRead() {
        UnreadDefaults.check(CATALOG, Plugins.defaults(LOADER), OTHERS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "optimzer.sgd.momentum | is a default of nothing that jars offer; did you mean 'optimizer'?",
                "trainign.epochs | is a default of nothing that jars offer; did you mean 'training'?",
                "optimizer.sdg.momentum | is no optimizer here; did you mean 'sgd'?",
                "optimizer.sgd.momentun | is not a setting here; did you mean 'momentum'?",
                "cross-encoder.crossmodal-transformer.dropout.atention | not a setting here; did you mean 'attention'?"
            })
    void aSlipIsToldWithItsPlaceAndTheNearestName(String path, String says) {
        InvalidConfigException mistake = assertThrows(
                InvalidConfigException.class,
                () -> UnreadDefaults.check(
                        CATALOG, ConfigFactory.parseString("\nderl.defaults." + path + " = 1"), OTHERS));
        assertEquals(1, mistake.problems().size());
        assertTrue(mistake.problems().get(0).message().contains(says), mistake.getMessage());
        assertTrue(mistake.getMessage().contains("derl.defaults."), mistake.getMessage());
    }

    @Test
    void whatIsBesidePartsIsLeftToWhoReadsIt() {
        UnreadDefaults.check(CATALOG, ConfigFactory.parseString("derl.defaults.training.x = 1"), OTHERS);
    }
}
