package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class DataContentsTest {

    private static final ByModality<FeatureShape> SHAPES =
            ByModality.of(Map.of("text", FeatureShape.tokens(9, 5), "audio", FeatureShape.features(2, 5)));

    private static String of(String id, double label, float[] text, float[] audio) {
        Sample changing = new Sample(id, label, ByModality.of(Map.of("text", text, "audio", audio)));
        return DataContents.of(dataSet(new InMemorySplit(SHAPES, List.of(other(), changing))));
    }

    private static Sample other() {
        return new Sample(
                "other", 1, ByModality.of(Map.of("text", new float[] {1, 2, 3, 4, 5}, "audio", new float[10])));
    }

    private static DataSet dataSet(Split test) {
        Split same = new InMemorySplit(SHAPES, List.of(other()));
        return new DataSet("toy", "toys", new Schema(SHAPES, Task.SENTIMENT), same, same, test);
    }

    @Test
    void everyNumberCounts() {
        String whole = of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6});
        assertEquals(whole, of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6}));
        assertNotEquals(whole, of("b", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6}));
        assertNotEquals(whole, of("a", 0.25, new float[] {1, 2}, new float[] {3, 4, 5, 6}));
        assertNotEquals(whole, of("a", 0.5, new float[] {1, 3}, new float[] {3, 4, 5, 6}));
        assertNotEquals(whole, of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, Math.nextUp(6f)}));
        // A step of zeros is no padding.
        assertNotEquals(whole, of("a", 0.5, new float[] {1, 2, 0}, new float[] {3, 4, 5, 6}));
        assertNotEquals(whole, of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6, 0, 0}));
    }

    @Test
    void theLanguageOfTheMachineDoesNotCount() {
        String english = of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6});
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR")); // whose small I has no dot, which the engine's int64 then lacks
            assertEquals(english, of("a", 0.5, new float[] {1, 2}, new float[] {3, 4, 5, 6}));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aChecksumStandsForNumbersThatAreNotRead() {
        assertEquals(DataContents.of(dataSet(stored("1", 1))), DataContents.of(dataSet(stored("1", 1))));
        assertNotEquals(DataContents.of(dataSet(stored("1", 1))), DataContents.of(dataSet(stored("2", 1))));
    }

    @Test
    void labelsOfSingleModalitiesCount() {
        assertNotEquals(DataContents.of(dataSet(stored("1", 1))), DataContents.of(dataSet(stored("1", 0.5f))));
    }

    /** A split whose samples must not be read, with a label of audio alone. */
    private static Split stored(String checksum, float audio) {
        return new Split() {
            @Override
            public List<String> ids() {
                return List.of("a");
            }

            @Override
            public List<Double> labels() {
                return List.of(1.0);
            }

            @Override
            public Optional<String> checksum() {
                return Optional.of(checksum);
            }

            @Override
            public Batch batch(NDManager manager, List<Integer> rows) {
                throw new AssertionError("read");
            }

            @Override
            public Targets targets(NDManager manager) {
                NDArray labels = Tensors.of(manager, new float[] {audio}, new Shape(1));
                return new Targets(labels, ByModality.of(Map.of("audio", labels)));
            }
        };
    }
}
