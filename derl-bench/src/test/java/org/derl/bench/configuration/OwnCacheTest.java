package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Imported data sets and weights in a user's cache would decide about tests, and tests would write among them. */
class OwnCacheTest {

    @Test
    void testsUseACacheOfTheirOwn() {
        Path cache = Configuration.of(OwnCacheTest.class.getClassLoader())
                .directories()
                .cache();
        assertTrue(cache.startsWith(Path.of("").toAbsolutePath()), cache + " is not below this module");
        assertEquals(cache.toString(), System.getenv("DERL_CACHE"), "what processes that tests start are given");
    }
}
