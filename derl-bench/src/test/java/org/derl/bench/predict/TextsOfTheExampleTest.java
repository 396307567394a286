package org.derl.bench.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The sentences of {@code examples/predict}. */
class TextsOfTheExampleTest {

    private static final Path FILE = Path.of("../examples/predict/texts.csv");

    @Test
    void sentencesAreDistinctAndLabelsSpreadOverTheRangeInEachSplit() throws IOException {
        Set<String> ids = new HashSet<>();
        Set<String> texts = new HashSet<>();
        Map<String, Integer> splits = new HashMap<>();
        Map<String, Double> sums = new HashMap<>();
        Map<String, Set<String>> topics = new HashMap<>();
        Map<String, Set<Double>> labels = new HashMap<>();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            for (CSVRecord row : CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)) {
                assertEquals(
                        List.of("id", "split", "text", "label"), row.getParser().getHeaderNames());
                assertTrue(ids.add(row.get("id")), row.get("id"));
                assertTrue(texts.add(row.get("text")), row.get("text"));
                assertFalse(row.get("text").isBlank(), row.get("id"));
                double label = Double.parseDouble(row.get("label"));
                assertTrue(Math.abs(label) <= 3, row.get("id"));
                String split = row.get("split");
                splits.merge(split, 1, Integer::sum);
                sums.merge(split, label, Double::sum);
                labels.computeIfAbsent(split, any -> new HashSet<>()).add(label);
                topics.computeIfAbsent(split, any -> new HashSet<>())
                        .add(row.get("id").replaceFirst("-.*", ""));
            }
        }
        assertEquals(Map.of("train", 200, "valid", 50, "test", 50), splits);
        for (String split : splits.keySet()) {
            assertTrue(Math.abs(sums.get(split) / splits.get(split)) < 0.1, sums::toString);
            assertTrue(labels.get(split).containsAll(Set.of(-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)), labels::toString);
            assertEquals(10, topics.get(split).size(), split);
        }
    }
}
