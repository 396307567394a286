package org.derl.datasets.layout.named;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.RaggedSequences;
import org.derl.datasets.array.view.Rows;
import org.derl.datasets.layout.FileEntry;
import org.derl.io.Quantity;

/** Puts the sequences of samples into the samples' order; a row of -1 is a sample that has none. */
final class SampleArrays {

    private static final int AXES = 3;

    private SampleArrays() {}

    /** Those of an array of all samples, (samples, time, size). */
    static NumberArray rows(NumberArray all, List<Integer> order) {
        if (order.stream().allMatch(row -> row >= 0)) {
            return new Rows(all, order);
        }
        List<NumberArray> sequences = new ArrayList<>();
        for (int row : order) {
            sequences.add(row < 0 ? none() : new Rows(all, List.of(row)));
        }
        return new RaggedSequences(sequences, Math.toIntExact(all.shape().get(2)));
    }

    /** Those that have an array each, (time, size) or (size). */
    static FileSequences of(List<FileEntry> entries, List<Integer> order) throws IOException {
        List<NumberArray> sequences = new ArrayList<>();
        long size = 0;
        for (int row : order) {
            if (row < 0) {
                sequences.add(none());
                continue;
            }
            FileEntry entry = entries.get(row);
            NumberArray sequence = entry.numbers(entry.array().shape().dimension());
            int axes = sequence.shape().dimension();
            long width = axes == 0 ? 0 : sequence.shape().get(axes - 1);
            if (axes == 0 || axes > AXES || (axes == AXES && sequence.shape().get(0) != 1)) {
                throw entry.wrong("has the shape " + sequence.shape() + "; the steps of one sample belong there");
            } else if (size != 0 && width != size) {
                throw entry.wrong("has " + Quantity.of(width, "feature") + " a step, but other samples have " + size);
            }
            size = width;
            sequences.add(sequence);
        }
        if (order.isEmpty() && !entries.isEmpty()) { // a split without any sample has the features of the others
            size = width(entries.get(0));
        }
        RaggedSequences all = new RaggedSequences(sequences, Math.toIntExact(Math.max(1, size)));
        return new FileSequences(all, all.lengths(), Padding.BACK);
    }

    private static long width(FileEntry entry) {
        int axes = entry.array().shape().dimension();
        return axes == 0 ? 0 : entry.array().shape().get(axes - 1);
    }

    private static NumberArray none() {
        return BufferNumbers.of(ElementType.FLOAT32, new Shape(0, 1), Order.C, ByteBuffer.allocate(0));
    }
}
