package org.derl.datasets.hdf5;

import ai.djl.ndarray.types.Shape;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.DeflatePipelineFilter;
import io.jhdf.filter.PipelineFilterWithData;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.derl.datasets.array.MappedFile;

/** The chunks of a data set. They are decoded when they are asked for, never to more bytes than their shape has. */
final class Chunks {

    private static final int FLETCHER = 3;
    private static final int CHECKSUM = Integer.BYTES;

    private final Hdf5Format.Config config;
    private final MappedFile file;
    private final BoundedChannel channel;
    private final ChunkedDataset dataset;
    private final String name;
    private final int[] shape;
    private final int bytes;
    private final ChunkCache cache;

    Chunks(
            Hdf5Format.Config config,
            MappedFile file,
            BoundedChannel channel,
            ChunkCache cache,
            ChunkBudget budget,
            ChunkedDataset dataset,
            String name)
            throws IOException {
        this.cache = cache;
        this.config = config;
        this.file = file;
        this.channel = channel;
        this.dataset = dataset;
        this.name = name;
        this.shape = dataset.getChunkDimensions();
        this.bytes = bytes();
        budget.take(name, count(), bytes);
    }

    private int bytes() throws IOException {
        long[] lengths = dataset.getDimensionsAsLong();
        long product = dataset.getDataType().getSize();
        for (int i = 0; i < shape.length && product > 0 && product <= config.chunkBytes(); i++) {
            product *= shape[i];
        }
        if (shape.length == 0 || shape.length != lengths.length || product <= 0) {
            throw wrong("has chunks of the impossible shape " + Arrays.toString(shape));
        }
        if (product > config.chunkBytes() || product > Integer.MAX_VALUE - Long.BYTES) {
            throw wrong("has chunks of "
                    + new Shape(Arrays.stream(shape).asLongStream().toArray())
                    + ", more than chunk-bytes = " + config.chunkBytes()
                    + "; write it with smaller chunks, or raise it by --set format.hdf5.chunk-bytes=...");
        }
        return (int) product;
    }

    /** Whoever decodes nothing may still be asked to list more chunks than memory can hold. */
    private long count() throws IOException {
        long[] lengths = dataset.getDimensionsAsLong();
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            long along = lengths[i] / shape[i] + (lengths[i] % shape[i] == 0 ? 0 : 1);
            if (lengths[i] > Integer.MAX_VALUE || along > file.size() / count) {
                throw wrong("has the shape " + Arrays.toString(lengths) + ", which makes more chunks than a file of "
                        + file.size() + " bytes can hold");
            }
            count *= along;
        }
        return count;
    }

    /** The shape of a chunk. */
    int[] shape() {
        return shape;
    }

    /**
     * A chunk, whole also where it reaches beyond the array.
     *
     * @param offset its first element, by axis
     */
    ByteBuffer chunk(int... offset) throws IOException {
        List<Integer> place = Arrays.stream(offset).boxed().toList();
        return cache.get(new ChunkCache.Key(this, place), () -> {
            channel.renew();
            return Guard.guard(file.path(), "the chunk at " + place + " of " + name, () -> decode(offset));
        });
    }

    private ByteBuffer decode(int[] offset) throws IOException {
        ByteBuffer raw;
        try {
            raw = dataset.getRawChunkBuffer(offset);
        } catch (HdfException e) {
            if (!String.valueOf(e.getMessage()).startsWith("No chunk with offset")) {
                throw e;
            }
            return neverWritten();
        }
        byte[] data = new byte[raw.remaining()];
        raw.get(data);
        List<PipelineFilterWithData> filters = dataset.getFilters();
        for (int i = filters.size() - 1; i >= 0; i--) {
            PipelineFilterWithData filter = filters.get(i);
            data = switch (filter.getId()) {
                case DeflatePipelineFilter.ID -> inflate(data, bytes + CHECKSUM * filters.size());
                case ByteShuffleFilter.ID -> new ByteShuffleFilter().decode(data, filter.getFilterData());
                // jHDF leaves the checksum where it is.
                case FLETCHER -> Arrays.copyOf(data, data.length - CHECKSUM);
                default ->
                    throw wrong("is packed by the filter " + filter.getName()
                            + ", which is not read here; write it with gzip, or unpacked");
            };
        }
        if (data.length != bytes) {
            throw wrong("has a chunk of " + data.length + " bytes instead of " + bytes);
        }
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** A chunk that nobody wrote has the fill value everywhere. */
    private ByteBuffer neverWritten() throws IOException {
        Object fill = dataset.getFillValue();
        boolean zero = fill == null || (fill instanceof Number number && number.doubleValue() == 0);
        if (zero) {
            return ByteBuffer.allocate(bytes).asReadOnlyBuffer();
        } else if (!(fill instanceof Number value) || !(dataset.getDataType() instanceof OrderedDataType type)) {
            throw wrong("has chunks that were never written, and a fill value that is not read here; write it whole");
        } else {
            ByteBuffer filled = ByteBuffer.allocate(bytes).order(type.getByteOrder());
            while (filled.hasRemaining()) {
                put(filled, value);
            }
            return filled.flip().asReadOnlyBuffer();
        }
    }

    private void put(ByteBuffer filled, Number value) throws IOException {
        int size = dataset.getDataType().getSize();
        switch (dataset.getDataType() instanceof FloatingPoint ? -size : size) {
            case -Double.BYTES -> filled.putDouble(value.doubleValue());
            case -Float.BYTES -> filled.putFloat(value.floatValue());
            case Long.BYTES -> filled.putLong(value.longValue());
            case Integer.BYTES -> filled.putInt(value.intValue());
            case Short.BYTES -> filled.putShort(value.shortValue());
            case Byte.BYTES -> filled.put(value.byteValue());
            default ->
                throw wrong("has chunks that were never written, and the fill value " + value
                        + ", which is not read here; write it whole");
        }
    }

    private byte[] inflate(byte[] deflated, int most) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] data = new byte[most];
            int done = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(data, done, most - done);
                if (more == 0 && !inflater.finished()) {
                    throw wrong("has a chunk whose deflated data end too early, or become too many");
                }
                done += more;
            }
            return Arrays.copyOf(data, done);
        } catch (DataFormatException e) {
            throw wrong("has a chunk whose deflated data are damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private IOException wrong(String what) {
        return new IOException(file.path() + ": " + name + " " + what);
    }
}
