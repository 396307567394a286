package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.derl.data.ByModality;
import org.derl.part.Fusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when the code of a plugin fails. */
class FaultyPluginTest {

    /** Has no settings. */
    record Nothing() {}

    /** Fails however it is set. */
    record Impossible() {
        Impossible {
            throw new UnsupportedOperationException("not yet");
        }
    }

    /** The settings of a model that has a fusion. */
    record Model(Blueprint<ByModality<Integer>, Fusion> fusion) {}

    private static <C extends Record> void build(Class<C> settings, Supplier<Fusion> made) {
        Entry<C, ByModality<Integer>, Fusion> entry =
                new Entry<>(Fusion.class, "bad", settings, (config, sizes) -> made.get(), "bad.BadPlugin in bad.jar");
        new ConfigBinder(new Catalog(List.of(entry)), ConfigFactory.empty())
                .bind(ConfigFactory.parseString("m.fusion { type = bad }"), "m", Model.class)
                .fusion()
                .build(ByModality.of(Map.of()));
    }

    private static String fault(Supplier<Fusion> made) {
        return assertThrows(FaultyPluginException.class, () -> build(Nothing.class, made))
                .getMessage();
    }

    @Test
    void aPartThatFailsIsNamedWithItsJarAndThePlaceInItsCode() {
        String message = fault(() -> {
            throw new IllegalStateException("two parts of one part are called 'a'");
        });
        String start =
                "fusion 'bad' (bad.BadPlugin in bad.jar) cannot be built: two parts of one part are called 'a' (at ";
        assertTrue(message.startsWith(start), message);
        message = fault(() -> {
            throw new AssertionError("never");
        });
        assertTrue(message.contains("cannot be built: AssertionError: never"), message);
    }

    @Test
    void aFaultIsNotWrappedTwice() {
        FaultyPluginException inner = new FaultyPluginException("gate 'worse'", new NullPointerException());
        assertEquals(inner.getMessage(), fault(() -> {
            throw inner;
        }));
    }

    @Test
    void settingsThatFailAreNamedToo() {
        String message = assertThrows(FaultyPluginException.class, () -> build(Impossible.class, () -> null))
                .getMessage();
        assertTrue(message.contains("Impossible cannot be made: UnsupportedOperationException: not yet"), message);
    }

    @Test
    void aNumberThatIsNoneSaysWhatItIs() {
        String message = assertThrows(
                        InvalidConfigException.class,
                        () -> build(Nothing.class, () -> {
                            throw new NumberFormatException("For input string: \"abc\"");
                        }))
                .getMessage();
        assertTrue(message.endsWith("m.fusion NumberFormatException: For input string: \"abc\""), message);
    }

    @Test
    void thePlaceIsTheFirstInTheCodeOfTheAuthor() {
        StackTraceElement[] frames = {
            new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 1),
            new StackTraceElement("ai.djl.pytorch.jni.JniUtils", "matmul", "JniUtils.java", 2),
            new StackTraceElement("org.derl.tensor.Functions", "linear", "Functions.java", 3),
            new StackTraceElement("app", null, null, "com.example.Gate", "apply", "Gate.java", 7),
            new StackTraceElement("com.example.Model", "forward", "Model.java", 9)
        };
        assertEquals(" (at com.example.Gate.apply(Gate.java:7))", Fault.place(frames));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.derl.io.AtomicFile", "org.derl.eval.Predictions", "org.derl.bench.table.Table"})
    void nothingOfDerlIsTheAuthorsCode(String caller) {
        assertEquals("", Fault.place(new StackTraceElement[] {new StackTraceElement(caller, "run", "A.java", 1)}));
    }

    /** Says nothing, or what only Java's own words say. */
    record Numbers(String text) {
        Numbers {
            if (Integer.parseInt(text) < 0) {
                throw new IllegalArgumentException();
            }
        }
    }

    /** A record within settings. */
    record Outer(Numbers numbers) {}

    @ParameterizedTest
    @CsvSource({"-1, IllegalArgumentException", "x, NumberFormatException: For input string: \"x\""})
    void aMistakeWithoutWordsIsNamedByItsKind(String text, String expected) {
        String message = assertThrows(InvalidConfigException.class, () -> new ConfigBinder(
                                new Catalog(List.of()), ConfigFactory.empty())
                        .bind(ConfigFactory.parseString("m.numbers.text = \"" + text + "\""), "m", Outer.class))
                .getMessage();
        assertTrue(message.endsWith("m.numbers " + expected), message);
    }

    /** Represents a map, and needs b in it. */
    public record WithB<T>(T b) {
        public static <T> WithB<T> of(Map<String, T> values) {
            return new WithB<>(Objects.requireNonNull(values.get("b"), "there is no b"));
        }

        public Map<String, T> toMap() {
            return Map.of("b", b);
        }
    }

    /** Settings with a class of a plugin's. */
    record Holder(WithB<Integer> with) {}

    @Test
    void aClassThatStandsForAMapIsNamedWhereItFails() {
        String message = assertThrows(FaultyPluginException.class, () -> new ConfigBinder(
                                new Catalog(List.of()), ConfigFactory.empty())
                        .bind(ConfigFactory.parseString("m.with.a = 1"), "m", Holder.class))
                .getMessage();
        assertTrue(message.contains("WithB cannot be made: NullPointerException: there is no b"), message);
    }
}
