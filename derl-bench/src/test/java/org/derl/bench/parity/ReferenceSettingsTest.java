package org.derl.bench.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceSettingsTest {

    private final ReferenceSettings settings = ReferenceSettings.of(ConfigFactory.parseString(
            "{ cell: lstm, layers: 1, args { dims: [8, 3, 5], clip: null, drop: 0 }, optimizer { lr: 1e-3 } }"));

    @Test
    void whatASubstitutionNamesIsRead() {
        int size = ConfigFactory.parseString(
                        "size = ${reference-at.args.dims.1}, rates = ${reference.optimizer}, other = ${?reference.none}")
                .resolve(ConfigResolveOptions.noSystem().appendResolver(settings))
                .getInt("size");
        assertEquals(3, size);
        assertEquals(
                List.of(
                        "args.clip = null",
                        "args.dims.0 = 8",
                        "args.dims.2 = 5",
                        "args.drop = 0",
                        "cell = lstm",
                        "layers = 1"),
                settings.unread());
        assertNull(settings.lookup("elsewhere.name"));
    }

    @Test
    void onlyAValueThatIsThereIsRead() {
        assertTrue(settings.is("cell", value("lstm")));
        assertFalse(settings.is("layers", value(2)));
        assertFalse(settings.is("none", value(2)));
        assertTrue(
                settings.is("args.dims", value(List.of(8.0, 3, 5))), "numbers are the same however they are written");
        assertTrue(settings.is("args.clip", ConfigValueFactory.fromAnyRef(null)));
        assertEquals(List.of("args.drop = 0", "layers = 1", "optimizer.lr = 0.001"), settings.unread());
    }

    @Test
    void aPatternReadsNamesAndMayAskForAValue() {
        settings.read(Pattern.compile("(?i)drop|dims"), value(0));
        settings.read(Pattern.compile("^(args\\.dims|optimizer|cell)(\\.|$)"), null);
        assertEquals(List.of("args.clip = null", "layers = 1"), settings.unread());
    }

    private static ConfigValue value(Object plain) {
        return ConfigValueFactory.fromAnyRef(plain);
    }
}
