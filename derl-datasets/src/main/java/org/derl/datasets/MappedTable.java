package org.derl.datasets;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.FeatureShape;

/** Sequences in a file that is mapped into memory: what is not needed takes none. */
final class MappedTable implements FeatureTable {

    private final FeatureShape shape;
    private final int[] lengths;
    private final long[] starts;
    private final List<FloatBuffer> slices;
    private final int sliceFloats;

    private MappedTable(FeatureShape shape, int[] lengths, List<FloatBuffer> slices, int sliceFloats) {
        this.shape = shape;
        this.lengths = lengths;
        this.slices = slices;
        this.sliceFloats = sliceFloats;
        starts = new long[lengths.length];
        for (int row = 1; row < lengths.length; row++) {
            starts[row] = starts[row - 1] + (long) lengths[row - 1] * shape.size();
        }
    }

    /** Maps a sound file, in slices of so many numbers. */
    static MappedTable open(Path file, CacheFile format, int sliceFloats) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            List<FloatBuffer> slices = new ArrayList<>();
            long sliceBytes = (long) sliceFloats * Float.BYTES;
            for (long start = format.valuesStart(); start < channel.size(); start += sliceBytes) {
                slices.add(channel.map(MapMode.READ_ONLY, start, Math.min(sliceBytes, channel.size() - start))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }
            return new MappedTable(format.shape(), format.lengths(channel), slices, sliceFloats);
        }
    }

    @Override
    public FeatureShape shape() {
        return shape;
    }

    @Override
    public int rows() {
        return lengths.length;
    }

    @Override
    public int length(int row) {
        return lengths[row];
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        long position = starts[row];
        int left = lengths[row] * shape.size();
        while (left > 0) {
            int within = (int) (position % sliceFloats);
            int floats = Math.min(left, sliceFloats - within);
            slices.get((int) (position / sliceFloats))
                    .get(within, target, offset + lengths[row] * shape.size() - left, floats);
            position += floats;
            left -= floats;
        }
    }
}
