package org.derl.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import org.derl.io.Reason;
import org.junit.jupiter.api.Test;

class PrintableTest {

    /** Escape, delete, a control of eight bits, and the mark that turns the direction of what follows. */
    private static final String HOSTILE = "a\u001b[2J\u007f\u009b2J\u202e\r\0z";

    @Test
    void controlsAreReplaced() {
        assertEquals("a\uFFFD[2J\uFFFD\uFFFD2J\uFFFD\uFFFD\uFFFDz", Printable.of(HOSTILE));
        assertEquals("é ± 情感 \ud83d\ude00", Printable.of("é ± 情感 \ud83d\ude00"));
        assertEquals("a\uFFFDb\uFFFDc", Printable.of("a\nb\tc"));
        assertEquals("a\nb\tc\uFFFD", Printable.lines("a\nb\tc\u001b"));
    }

    @Test
    void jsonLosesNothing() {
        String json = Printable.json("{\n  \"\u007f\u009b\u202e\": 1\n}");
        assertEquals("{\n  \"\\u007f\\u009b\\u202e\": 1\n}", json);
        assertTrue(JsonParser.parseString(json).getAsJsonObject().has("\u007f\u009b\u202e"));
    }

    @Test
    void longNamesAndMessagesSayWhatTheyLeaveOut() {
        String name = Printable.name("b" + "x".repeat(100_000) + "e");
        assertTrue(name.length() < 300, name);
        assertTrue(name.startsWith("bx") && name.endsWith("xe"), name);
        assertTrue(name.contains(" [99802 characters are left out here] "), name);
        String message = Reason.of(new IOException("x.csv: " + "y".repeat(100_000) + "\nraise it by --set"));
        assertTrue(message.length() < 1200 && message.endsWith("\nraise it by --set"), message);
    }
}
