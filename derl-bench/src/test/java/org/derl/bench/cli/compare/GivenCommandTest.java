package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GivenCommandTest {

    @Test
    void itTellsNoFolder() {
        assertEquals(
                "./derl compare --data mine --settings site.conf --set 'm.file=\"data\"' --seeds=2",
                GivenCommand.of(List.of(
                        "compare",
                        "--data",
                        "mine",
                        "--out",
                        "/home/me/out",
                        "--settings",
                        "/home/me/site.conf",
                        "--set",
                        "m.file=\"/home/me/data\"",
                        "--out=/x",
                        "--seeds=2")));
        assertEquals("./derl compare 'it'\\''s'", GivenCommand.of(List.of("compare", "it's")));
        assertEquals("./derl --settings a/b.conf", GivenCommand.of(List.of("--settings", "a/b.conf")));
        assertEquals("./derl --settings site.conf", GivenCommand.of(List.of("--settings", "C:\\me\\site.conf")));
    }
}
