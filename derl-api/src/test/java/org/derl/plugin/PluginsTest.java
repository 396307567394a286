package org.derl.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Inject;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;
import org.derl.config.InvalidConfigException;
import org.derl.config.Recipe;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    private static final String HIGHWAY =
            """
            @Override protected void configure() {
                offer(Gate.KIND, "highway", Settings.class, (settings, shape) -> (pass, target, context) -> target);
            }
            """;

    /** The settings of a model that has a gate. */
    record Model(Blueprint<GateShape, Gate> gate) {}

    @TempDir
    Path directory;

    private PluginJar jars;

    @BeforeEach
    void prepare() {
        jars = new PluginJar(directory);
    }

    private static String refusal(Path... paths) throws IOException {
        try (URLClassLoader loader = PluginJar.loader(paths)) {
            return assertThrows(IllegalStateException.class, () -> Plugins.discover(loader))
                    .getMessage();
        }
    }

    @Test
    void aJarOnTheClassPathOffersItsPartsToConfiguration() throws IOException {
        Path jar = jars.build("highway.jar", "HighwayPlugin", HIGHWAY);
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            ConfigBinder binder = new ConfigBinder(
                    Plugins.discover(loader),
                    ConfigFactory.parseString("derl.defaults.gate.highway { strength = 0.5 }"));
            Model model = binder.bind(ConfigFactory.parseString("model.gate { type = highway }"), "model", Model.class);
            assertEquals("highway Settings[strength=0.5]", model.gate().toString());
            Gate gate = model.gate().build(new GateShape(4, List.of(4)));
            assertTrue(gate.getClass().getName().startsWith("com.example.HighwayPlugin"));
        }
    }

    @Test
    void defaultsOfAJarAreFound() throws IOException {
        Path jar = jars.build("highway.jar", "HighwayPlugin", HIGHWAY);
        Path classes = Files.createDirectories(directory.resolve("defaults"));
        Files.writeString(classes.resolve("reference.conf"), "derl.defaults.gate.highway { strength = 0.25 }");
        try (URLClassLoader loader = PluginJar.loader(jar, jars.pack("defaults.jar", classes, "# none"))) {
            assertEquals(0.25, Plugins.defaults(loader).getDouble("derl.defaults.gate.highway.strength"));
        }
    }

    @Test
    void twoJarsOfferingOneNameFailAtStartAndBothArePointedAt() throws IOException {
        Path one = jars.build("one.jar", "OnePlugin", HIGHWAY);
        Path other = jars.build("other.jar", "OtherPlugin", HIGHWAY);
        assertEquals(
                "two plugins offer the gate 'highway':\n    com.example.OnePlugin in " + one
                        + "\n    com.example.OtherPlugin in " + other
                        + "\nremove one of the jars, or rename its part",
                refusal(one, other));
    }

    @Test
    void onePluginInTwoJarsFailsAtStartAndBothArePointedAt() throws IOException {
        Path older = jars.build("highway-1.0.jar", "HighwayPlugin", HIGHWAY);
        Path newer = jars.build("highway-1.1.jar", "HighwayPlugin", HIGHWAY);
        assertEquals(
                "two jars hold the plugin com.example.HighwayPlugin:\n    " + older + "\n    " + newer
                        + "\nremove one of the jars",
                refusal(older, newer));
    }

    @Test
    void aPluginThatIsNotInItsJarIsReportedWithTheJar() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path jar = jars.pack("lost.jar", empty, "com.example.LostPlugin");
        String message = refusal(jar);
        assertTrue(message.startsWith("a plugin cannot be loaded: "), message);
        assertTrue(message.contains("com.example.LostPlugin not found"), message);
        assertTrue(message.endsWith("it is named in\n    " + jar), message);
    }

    @Test
    void aPluginThatIsNoneIsReportedWithTheJar() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        Path jar = jars.pack("text.jar", empty, "org.derl.data.Modality");
        String message = refusal(jar);
        assertTrue(message.contains("org.derl.data.Modality not a subtype"), message);
        assertTrue(message.endsWith("it is named in\n    " + jar), message);
    }

    @Test
    void aPluginWhoseConstructorFailsIsReportedWithTheReason() throws IOException {
        Path jar = jars.build(
                "failing.jar",
                "FailingPlugin",
                "public FailingPlugin() { throw new IllegalStateException(\"no license\"); } " + HIGHWAY);
        String message = refusal(jar);
        assertTrue(message.contains("no license"), message);
        assertTrue(message.endsWith("it is named in\n    " + jar), message);
    }

    @Test
    void aPluginWhoseClassesLackSomethingIsReportedWithTheReason() throws IOException {
        Path jar = jars.build(
                "unlinked.jar",
                "UnlinkedPlugin",
                "@Override protected void configure() { throw new NoSuchMethodError(\"PluginModule.gates\"); }");
        String message = refusal(jar);
        assertTrue(message.contains("NoSuchMethodError: PluginModule.gates (at com.example.UnlinkedPlugin"), message);
        assertTrue(message.endsWith("(was it built for another version of DERL?)"), message);
        assertTrue(message.contains(jar.toString()), message);
    }

    @Test
    void aPluginThatFailsInConfigureIsReportedWithItsPlaceInOneLine() throws IOException {
        Path jar = jars.build(
                "throwing.jar",
                "ThrowingPlugin",
                "@Override protected void configure() { throw new AssertionError(\"no license\"); }");
        assertEquals(
                "the plugin com.example.ThrowingPlugin in " + jar
                        + " cannot say what it offers: AssertionError: no license"
                        + " (at com.example.ThrowingPlugin.configure(ThrowingPlugin.java:6))",
                refusal(jar));
    }

    @Test
    void allPluginsThatFailAreReported() throws IOException {
        Path lost = jars.pack("lost.jar", Files.createDirectories(directory.resolve("none")), "com.example.LostPlugin");
        Path failing = jars.build(
                "failing.jar",
                "FailingPlugin",
                "public FailingPlugin() { throw new IllegalStateException(\"no license\"); } " + HIGHWAY);
        Path throwing = jars.build(
                "throwing.jar",
                "ThrowingPlugin",
                "@Override protected void configure() { throw new AssertionError(\"no fun\"); }");
        Path shouting = jars.build("shouting.jar", "ShoutingPlugin", HIGHWAY.replace("highway", "HighWay"));
        String message = refusal(lost, failing, throwing, shouting);
        for (String part : List.of("LostPlugin not found", "no license", "no fun", "'HighWay' is no name")) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void aPluginThatCallsItselfForeverIsReportedToo() {
        PluginModule endless = new PluginModule() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // is what it is for
            protected void configure() {
                configure();
            }
        };
        String message = assertThrows(IllegalStateException.class, () -> Plugins.of(endless))
                .getMessage();
        assertTrue(message.endsWith(" cannot say what it offers: StackOverflowError"), message);
    }

    @Test
    void aPartMustHaveANameInKebabCase() {
        PluginModule shouting = new PluginModule() {
            @Override
            protected void configure() {
                offer(Gate.KIND, "HighWay", Model.class, (settings, shape) -> (pass, target, context) -> target);
            }
        };
        String message = assertThrows(IllegalStateException.class, () -> Plugins.of(shouting))
                .getMessage();
        assertTrue(message.contains("'HighWay' is no name; write it in kebab-case"), message);
    }

    @Test
    void pluginsMayBeGivenWithoutAnyJar() {
        PluginModule open = new PluginModule() {
            @Override
            protected void configure() {
                offer(Gate.KIND, "open", Model.class, (settings, shape) -> (pass, target, context) -> target);
            }
        };
        Catalog catalog = Plugins.of(open);
        assertEquals(
                List.of("open"), catalog.entries().stream().map(Entry::name).toList());
        assertFalse(Plugins.of().find(Gate.class, "open").isPresent());
    }

    /** What a plugin shares among its recipes. */
    private static final class Strength {
        private final double value;

        private Strength(double value) {
            this.value = value;
        }
    }

    /** The settings of a gate that has none. */
    record NoSettings() {}

    /** A recipe that needs a service of its plugin. */
    static final class ScalingRecipe implements Recipe<NoSettings, GateShape, Gate> {

        private final Strength strength;

        @Inject
        ScalingRecipe(Strength strength) {
            this.strength = strength;
        }

        @Override
        public Gate make(NoSettings settings, GateShape shape) {
            if (shape.target() < strength.value) {
                throw new IllegalArgumentException("too small for " + strength.value);
            }
            return (pass, target, context) -> target;
        }
    }

    @Test
    void aRecipeMayAskForAServiceThatItsPluginBinds() {
        PluginModule scaling = new PluginModule() {
            @Override
            protected void configure() {
                bind(Strength.class).toInstance(new Strength(4.5));
                offer(Gate.KIND, "scaling", NoSettings.class, ScalingRecipe.class);
            }
        };
        Catalog catalog = Plugins.of(scaling);
        Model model = new ConfigBinder(catalog, ConfigFactory.empty())
                .bind(ConfigFactory.parseString("model.gate { type = scaling }"), "model", Model.class);
        model.gate().build(new GateShape(5, List.of(4)));
        GateShape small = new GateShape(4, List.of(4));
        String message = assertThrows(
                        InvalidConfigException.class, () -> model.gate().build(small))
                .getMessage();
        assertTrue(message.contains("too small for 4.5"), message);
        assertEquals(
                Optional.of(Path.of(ScalingRecipe.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())),
                model.gate().source());
    }

    @Test
    void aRecipeThatAsksForWhatNobodyBindsIsRefusedAtStart() {
        PluginModule scaling = new PluginModule() {
            @Override
            protected void configure() {
                offer(Gate.KIND, "scaling", NoSettings.class, ScalingRecipe.class);
            }
        };
        String message = assertThrows(IllegalStateException.class, () -> Plugins.of(scaling))
                .getMessage();
        assertTrue(message.contains("Strength"), message);
    }
}
