package org.derl.datasets.store.writing;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;

/** Feature files in memory: three splits of the same sequences, under names of their own. */
public final class MadeFeatures {

    private final Map<String, FileSequences> sequences = new LinkedHashMap<>();
    private List<Double> labels = List.of();
    private Map<String, List<Double>> modalityLabels = Map.of();
    private float[][] tokens = {};
    private List<String> transcripts = List.of();

    /** Sequences of a modality without declared lengths, a row of all its steps each. */
    public MadeFeatures with(String modality, int width, float[]... rows) {
        return with(modality, width, List.of(), FileSequences.Padding.BACK, rows);
    }

    /** Sequences of a modality. */
    public MadeFeatures with(
            String modality, int width, List<Integer> lengths, FileSequences.Padding padding, float[]... rows) {
        NumberArray values = array(new Shape(rows.length, rows[0].length / width, width), rows);
        sequences.put(modality, new FileSequences(values, lengths, padding));
        labels = IntStream.range(0, rows.length).mapToObj(row -> row / 4.0).toList();
        return this;
    }

    /** Token numbers, masks and segments, a row of all three each. */
    public MadeFeatures withTokens(float[]... rows) {
        tokens = rows;
        return this;
    }

    public MadeFeatures withLabels(List<Double> all, Map<String, List<Double>> ofModalities) {
        labels = all;
        modalityLabels = ofModalities;
        return this;
    }

    public MadeFeatures withTranscripts(List<String> texts) {
        transcripts = texts;
        return this;
    }

    public FeatureFile file() {
        return new FeatureFile("made by hand", null, split("train"), split("valid"), split("test"));
    }

    private FileSplit split(String name) {
        List<String> ids = IntStream.range(0, labels.size())
                .mapToObj(row -> name + "-" + row)
                .toList();
        return new FileSplit(
                ids,
                ids,
                labels,
                ByModality.of(modalityLabels),
                ByModality.of(sequences),
                tokens.length == 0 ? null : array(new Shape(tokens.length, 3, tokens[0].length / 3), tokens),
                transcripts);
    }

    private static NumberArray array(Shape shape, float[]... rows) {
        ByteBuffer bytes = ByteBuffer.allocate((int) shape.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return BufferNumbers.of(ElementType.FLOAT32, shape, Order.C, bytes.flip());
    }
}
