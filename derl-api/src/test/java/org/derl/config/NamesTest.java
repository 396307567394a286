package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final List<String> KNOWN = List.of("lstm", "low-rank");

    @Test
    void aSettingThatIsGoneSaysWhatHasItNow() {
        assertTrue(Names.gone("as-released").orElseThrow().contains("-as-released after it"));
        assertEquals(Optional.of("it is called 'searched-with' now"), Names.gone("searched-behind"));
        assertEquals(Optional.empty(), Names.gone("layers"));
    }

    @Test
    void anUnknownNameIsAnsweredByTheNearestOrByAllThatThereAre() {
        assertEquals("did you mean 'low-rank'?", Names.unknown("lowrank", KNOWN));
        assertEquals("there are lstm, low-rank", Names.unknown("transformer", KNOWN));
        assertEquals("there are none", Names.unknown("transformer", List.of()));
        assertEquals("ask elsewhere", Names.unknown("transformer", KNOWN, "ask elsewhere"));
    }
}
