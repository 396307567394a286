package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.derl.data.ByModality;
import org.derl.part.Fusion;
import org.junit.jupiter.api.Test;

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
}
