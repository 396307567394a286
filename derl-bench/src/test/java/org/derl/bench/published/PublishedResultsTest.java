package org.derl.bench.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.metric.SimsMetrics;
import org.junit.jupiter.api.Test;

class PublishedResultsTest {

    private static final PublishedResults SHIPPED = PublishedResults.read();
    private static final Map<String, List<NamedMetric>> METRICS = Map.of(
            "mosi", SentimentMetrics.ALL,
            "mosei", SentimentMetrics.ALL,
            "sims", SimsMetrics.ALL,
            "sims-v2", SimsMetrics.ALL);

    /** Of MMSA and others, without a model here, and depths of DERL that figure-5 compares. */
    private static final Set<String> NO_MODEL_OF_OURS =
            Set.of("cenet", "tetfn", "almt", "dmd", "dlf", "derl-layers-2", "derl-layers-5");

    @Test
    void everyFileIsRead() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/derl/published/results"))
                .toURI());
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file ->
                    sources.addAll(ConfigFactory.parseFile(file.toFile()).root().keySet()));
        }
        assertEquals(sources, new TreeSet<>(SHIPPED.sources().keySet()));
        assertTrue(sources.contains("derl-paper") && sources.contains("mmsa"), sources::toString);
    }

    @Test
    void valuesAreWithinTheRangesOfTheirMetrics() {
        SHIPPED.sources().forEach((name, source) -> {
            Set<String> seen = new HashSet<>();
            for (PublishedResult result : source.results()) {
                String where = name + ": " + result.model() + " on " + result.data();
                assertTrue(seen.add(where), () -> where + " stands twice");
                result.values().forEach((key, value) -> {
                    assertTrue(isKnown(result.data(), key), () -> where + ": " + key);
                    boolean within = key.endsWith("mae")
                            ? value > 0 && value < 1.5
                            : key.endsWith("corr") ? value > 0 && value < 1 : value > 20 && value < 100;
                    assertTrue(within, () -> where + ": " + key + " = " + value);
                });
            }
        });
    }

    private static boolean isKnown(String family, String key) {
        String known = key.replace(PublishedResult.UNKNOWN, "-positive");
        return Objects.requireNonNull(METRICS.get(family), family).stream()
                .anyMatch(metric -> metric.key().equals(known));
    }

    @Test
    void modelsAreThoseThatThereAre() {
        Set<String> models = new TreeSet<>(Configuration.of(getClass().getClassLoader())
                .defaults()
                .getObject("derl.models")
                .keySet());
        models.addAll(NO_MODEL_OF_OURS);
        SHIPPED.sources().forEach((name, source) -> source.results()
                .forEach(result -> assertTrue(models.contains(result.model()), () -> name + ": " + result.model())));
    }

    @Test
    void tablesOfThePaperAreWhole() {
        ResultSource paper = Objects.requireNonNull(SHIPPED.sources().get("derl-paper"));
        assertEquals(12 + 11 + 8 + 4 + 2, paper.results().size());
        PublishedResult derl = paper.results().stream()
                .filter(result -> result.model().equals("derl") && result.data().equals("mosi"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                Map.of("mae", 0.693, "corr", 0.798, "acc-2-unknown", 86.6, "f1-unknown", 86.5, "acc-7", 48.3),
                derl.values());
    }

    @Test
    void whatDoesNotSayWhatItIsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ResultSource("a", " ", 5, "test", null, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PublishedResult("mosi", "derl", null, Map.of("mae", 0.7), null, List.of("mae")));
        PublishedResult bare = new PublishedResult("mosi", "derl", "bart", Map.of("mae", 0.7), null, null);
        ResultSource source = new ResultSource("a", "a paper", null, "test", null, List.of(bare));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new PublishedResults(Map.of(), Map.of("a", source)));
        assertTrue(refused.getMessage().startsWith("text passes bart in a paper, which is none of"));
    }
}
