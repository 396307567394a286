package org.derl.bench.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against numbers of MMSA's own code. */
class ReferenceMetricsTest {

    private static final Map<String, NamedMetric> SENTIMENT = Map.of(
            "MAE", SentimentMetrics.MAE,
            "Corr", SentimentMetrics.CORR,
            "Has0_acc_2", SentimentMetrics.ACC_2_NON_NEGATIVE,
            "Non0_acc_2", SentimentMetrics.ACC_2_POSITIVE,
            "Has0_F1_score", SentimentMetrics.F1_NON_NEGATIVE,
            "Non0_F1_score", SentimentMetrics.F1_POSITIVE,
            "Mult_acc_5", SentimentMetrics.ACC_5,
            "Mult_acc_7", SentimentMetrics.ACC_7);

    private static final Map<String, NamedMetric> SIMS = Map.of(
            "MAE", SimsMetrics.MAE,
            "Corr", SimsMetrics.CORR,
            "Mult_acc_2", SimsMetrics.ACC_2,
            "Mult_acc_3", SimsMetrics.ACC_3,
            "Mult_acc_5", SimsMetrics.ACC_5,
            "F1_score", SimsMetrics.F1);

    @TestFactory
    Stream<DynamicTest> everyNumberIsTheReferences() throws IOException {
        JsonArray cases = cases();
        assertFalse(cases.isEmpty());
        return StreamSupport.stream(cases.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .flatMap(this::tests);
    }

    private Stream<DynamicTest> tests(JsonObject example) {
        Predictions predictions = predictions(example);
        String name = example.get("name").getAsString();
        Map<String, NamedMetric> metrics = example.get("dataset").getAsString().equals("SIMS") ? SIMS : SENTIMENT;
        JsonObject unrounded = example.getAsJsonObject("metrics_unrounded");
        JsonObject rounded = example.getAsJsonObject("metrics_rounded4");
        assertEquals(metrics.keySet(), unrounded.keySet());
        return metrics.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(name + " " + entry.getKey(), () -> {
                    double value = entry.getValue().metric().of(predictions);
                    assertEquals(number(unrounded, entry.getKey()), value, tolerance(entry.getKey()));
                    assertEquals(number(rounded, entry.getKey()), Math.rint(value * 1e4) / 1e4, 1e-12);
                }));
    }

    /** The error is equal to the last bit, which shows that differences and sums are taken in 32 bits. */
    private static double tolerance(String key) {
        return switch (key) {
            case "MAE" -> 0;
            case "Corr" -> 1e-9;
            default -> 1e-12;
        };
    }

    private static double number(JsonObject values, String key) {
        JsonElement value = values.get(key);
        return value.isJsonNull() ? Double.NaN : value.getAsDouble();
    }

    private static Predictions predictions(JsonObject example) {
        List<Double> labels = numbers(example.getAsJsonArray("true"));
        List<String> ids =
                IntStream.range(0, labels.size()).mapToObj(String::valueOf).toList();
        return new Predictions(ids, labels, numbers(example.getAsJsonArray("pred")));
    }

    private static List<Double> numbers(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsDouble)
                .toList();
    }

    private static JsonArray cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                ReferenceMetricsTest.class.getResourceAsStream("metrics.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases");
        }
    }
}
