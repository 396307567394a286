package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.junit.jupiter.api.Test;

/** What a user reads who made every kind of mistake: {@code broken.conf} holds them, {@code broken.txt} the report. */
class BrokenConfigTest {

    @Test
    void everyMistakeIsReportedAtOnceWithItsPlace() throws IOException {
        Config config = ConfigFactory.parseResources(BrokenConfigTest.class, "broken.conf");
        ConfigBinder binder = new ConfigBinder(SmallCatalog.CATALOG, ConfigFactory.empty());
        ByModality<Integer> sizes = ByModality.of(Map.of("audio", 8, "text", 16));

        InvalidConfigException thrown = assertThrows(
                InvalidConfigException.class,
                () -> ConfigBinder.together(List.of(
                        () -> binder.bind(config, "misa", SmallCatalog.Misa.class),
                        () -> binder.bind(config, "derl.losses", SmallCatalog.Losses.class)
                                .agreement()
                                .build(sizes),
                        () -> binder.bind(config, "tfn", SmallCatalog.Tfn.class),
                        () -> binder.bind(config, "mult", SmallCatalog.Misa.class))));

        assertEquals(read("broken.txt"), thrown.getMessage() + "\n");
    }

    private static String read(String resource) throws IOException {
        try (InputStream stream = BrokenConfigTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
