package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.derl.config.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That models train as was published: by a table that follows the specifications, not the models' own files. */
class PublishedSettingsTest {

    private static final Configuration SHIPPED = Configuration.of(PublishedSettingsTest.class.getClassLoader());
    private static final Models MODELS = SHIPPED.injector().getInstance(Models.class);
    private static final String USUAL = "usual";
    private static final Config PUBLISHED = ConfigFactory.parseResources(
                    PublishedSettingsTest.class, "published-settings.conf")
            .resolve();

    private static final String OPTIMIZATION = "training.optimization.";
    private static final Set<String> COMPARED = Set.of(
            "training.batch-size",
            OPTIMIZATION + "algorithm",
            OPTIMIZATION + "algorithm.type",
            OPTIMIZATION + "algorithm.epsilon",
            OPTIMIZATION + "learning-rate",
            OPTIMIZATION + "weight-decay",
            OPTIMIZATION + "groups",
            OPTIMIZATION + "clipping.by",
            OPTIMIZATION + "clipping.limit",
            OPTIMIZATION + "accumulation");

    /** DERL's own are on its page, controls and the toy have none. */
    private static final Set<String> WITHOUT = Set.of("derl", "late-fusion", "text-only", "toy-model");

    static Stream<String> published() {
        return PUBLISHED.root().keySet().stream()
                .filter(name -> !name.equals(USUAL))
                .sorted()
                .flatMap(name -> Stream.of(name + ".mosi", name + ".mosei"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void settingsAreThePublishedOnes(String place) {
        List<String> names = List.of(place.split("\\."));
        Config settings = Settings.describe(MODELS.settings(names.get(0), List.of(names.get(1))));
        assertEquals(leaves(PUBLISHED.getConfig(place)), ofSums(compared(settings)));
    }

    @Test
    void noModelIsForgotten() {
        Set<String> models = new TreeSet<>(MODELS.names());
        models.removeIf(name -> SHIPPED.defaults().hasPath("derl.models." + name + ".like") || WITHOUT.contains(name));
        Set<String> stated = new TreeSet<>(PUBLISHED.root().keySet());
        stated.remove(USUAL);
        assertEquals(models, stated);
    }

    private static Map<String, Object> leaves(Config config) {
        Map<String, Object> leaves = new TreeMap<>();
        config.entrySet().forEach(entry -> leaves.put(entry.getKey(), plain(entry.getValue())));
        return leaves;
    }

    /** With all numbers of one type. */
    private static Object plain(ConfigValue value) {
        if (value instanceof ConfigList list) {
            return list.stream().map(PublishedSettingsTest::plain).toList();
        } else if (value instanceof ConfigObject object) {
            return leaves(object.toConfig());
        }
        return value.unwrapped() instanceof Number number ? number.doubleValue() : value.unwrapped();
    }

    private static Map<String, Object> compared(Config settings) {
        Map<String, Object> leaves = leaves(settings);
        leaves.keySet()
                .removeIf(path -> !COMPARED.contains(path) && !(path.startsWith("model.") && path.contains("dropout")));
        if ("nothing".equals(leaves.get(OPTIMIZATION + "clipping.by"))) {
            leaves.remove(OPTIMIZATION + "clipping.limit");
        }
        return leaves;
    }

    /** Here the gradients of the batches before a step are averaged; what was published is about their sum. */
    private static Map<String, Object> ofSums(Map<String, Object> ofMeans) {
        return times(number(ofMeans.get(OPTIMIZATION + "accumulation")), ofMeans);
    }

    private static Map<String, Object> times(double batches, Map<?, ?> ofMeans) {
        Map<String, Object> result = new TreeMap<>();
        ofMeans.forEach((key, value) -> {
            String path = String.valueOf(key);
            boolean scaled = path.endsWith("weight-decay") || path.endsWith("limit");
            result.put(
                    path,
                    scaled ? batches * number(value) : value instanceof List<?> list ? groups(batches, list) : value);
        });
        return result;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    private static List<Object> groups(double batches, List<?> groups) {
        return groups.stream()
                .map(group -> group instanceof Map<?, ?> map ? times(batches, map) : group)
                .toList();
    }
}
