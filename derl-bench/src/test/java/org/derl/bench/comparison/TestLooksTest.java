package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLooksTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-03-05T06:07:08.9Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    /** A model whose seeds predict one sample each. */
    private static ComparedSystem model(String name, double... predictions) {
        List<Predictions> test = DoubleStream.of(predictions)
                .mapToObj(prediction -> new Predictions(List.of("a"), List.of(1.0), List.of(prediction)))
                .toList();
        return new ComparedSystem(
                name,
                name,
                "as-is",
                OptionalLong.of(1),
                1.5,
                test,
                test,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private String add(ComparedSystem... systems) throws IOException {
        return TestLooks.of(directory, CLOCK).add(List.of(systems));
    }

    @Test
    void whatHasBeenLookedAtIsNoLookMore() throws IOException {
        ComparedSystem one = model("one", 1, 2);
        ComparedSystem two = model("two", 3);
        assertTrue(add(one, two).contains(" once "));
        assertTrue(Files.readString(directory.resolve("looks-at-test.csv")).contains("2024-03-05T06:07:08Z"));
        for (ComparedSystem[] part : List.of(
                new ComparedSystem[] {two, one}, new ComparedSystem[] {one}, new ComparedSystem[] {model("one", 2)})) {
            assertTrue(add(part).contains(" once "), "a part of it, in another order");
        }
        assertTrue(add(one, model("two", 3, 4)).contains(" 2 times "), "a further seed");
        assertTrue(add(one, model("three", 3)).contains(" 3 times "), "another model");
        assertEquals(
                4, Files.readAllLines(directory.resolve("looks-at-test.csv")).size());
    }

    @Test
    void controlsAreNoLook() throws IOException {
        List<Predictions> predictions = model("mean", 1).test();
        ComparedSystem mean =
                ComparedSystem.ofControl("mean", "mean predictor", "-", 1, predictions, predictions, List.of());
        assertEquals("No model has predicted the test split in this folder yet.", add(mean));
        assertFalse(Files.exists(directory.resolve("looks-at-test.csv")));
    }

    @Test
    void aDamagedFileIsNamedWithItsLine() throws IOException {
        Path file = directory.resolve("looks-at-test.csv");
        add(model("one", 1));
        String whole = Files.readString(file);
        for (String damage :
                List.of("", "x", "2026,one x 1\n", "2026,one x 1,none\n", "2026,\"one", "2026,\"one\"x,")) {
            Files.writeString(file, whole + damage);
            if (damage.isEmpty()) {
                TestLooks.of(directory, CLOCK);
                continue;
            }
            String message = assertThrows(IOException.class, () -> TestLooks.of(directory, CLOCK))
                    .getMessage();
            assertTrue(
                    message.startsWith(file + " is damaged, and looks at the test split are counted by it: "), message);
            assertTrue(
                    message.contains("line") && message.endsWith("; mend that line, or move the file away"), message);
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xff});
        assertThrows(IOException.class, () -> TestLooks.of(directory, CLOCK));
        Files.writeString(file, whole.replace("time,", "times,"));
        assertTrue(assertThrows(IOException.class, () -> TestLooks.of(directory, CLOCK))
                .getMessage()
                .contains("line 1 is none of headings time, models, predictions"));
    }
}
