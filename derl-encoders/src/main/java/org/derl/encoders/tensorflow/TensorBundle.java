package org.derl.encoders.tensorflow;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.encoders.protobuf.ProtocolBuffer;
import org.derl.io.Reason;

/**
 * The index of a TensorFlow checkpoint ({@code variables.index}): which tensors its one data file holds, and where.
 * Only tensors of float32 can be read.
 */
public final class TensorBundle {

    private static final int FLOAT = 1;
    private static final String HEADER = "";

    private final Map<String, Entry> entries;

    /**
     * Where a tensor lies.
     *
     * @param shape of the tensor
     * @param offset of its first byte in the data file
     * @param size in bytes
     * @param checksum of the bytes, masked
     */
    public record Entry(Shape shape, long offset, int size, int checksum) {

        /**
         * Reads the values from a stream of the data file that stands at the tensor's offset.
         *
         * @return the little-endian values
         * @throws IOException when the stream ends, or the values are not those that were written
         */
        public ByteBuffer read(InputStream data) throws IOException {
            byte[] bytes = data.readNBytes(size);
            if (bytes.length < size) {
                throw new EOFException("the data of the checkpoint end within a tensor");
            }
            ByteBuffer values = ByteBuffer.wrap(bytes);
            if (MaskedChecksum.of(values) != checksum) {
                throw new IOException("the checksum of a tensor of the checkpoint differs");
            }
            return values;
        }
    }

    private TensorBundle(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads an index.
     *
     * @throws IOException when it is damaged, or of a form that is not read here
     */
    public static TensorBundle read(ByteBuffer index) throws IOException {
        try {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Map.Entry<String, ByteBuffer> row : SortedTable.read(index).entrySet()) {
                List<ProtocolBuffer.Field> fields = ProtocolBuffer.fields(row.getValue());
                if (row.getKey().equals(HEADER)) {
                    checkHeader(fields);
                } else {
                    entries.put(row.getKey(), entry(row.getKey(), fields));
                }
            }
            return new TensorBundle(entries);
        } catch (IOException e) {
            throw new IOException("the index of the checkpoint cannot be read: " + Reason.of(e), e);
        }
    }

    private static void checkHeader(List<ProtocolBuffer.Field> fields) throws IOException {
        if (number(fields, 1) != 1) {
            throw new IOException("it has " + number(fields, 1) + " data files; expected one");
        } else if (number(fields, 2) != 0) {
            throw new IOException("its numbers are big-endian");
        }
    }

    private static Entry entry(String name, List<ProtocolBuffer.Field> fields) throws IOException {
        long size = number(fields, 5);
        long offset = number(fields, 4);
        Shape shape = shape(fields);
        boolean plain = number(fields, 1) == FLOAT && number(fields, 3) == 0 && number(fields, 7) == 0;
        if (!plain || offset < 0 || size < 0 || size > Integer.MAX_VALUE || size != bytes(shape)) {
            throw new IOException(name + " is no whole tensor of float32: shape " + shape + ", " + size + " bytes");
        }
        return new Entry(shape, offset, (int) size, (int) number(fields, 6));
    }

    /** The last value of a field counts; one that is left out is 0. */
    private static long number(List<ProtocolBuffer.Field> fields, int tag) {
        long value = 0;
        for (ProtocolBuffer.Field field : fields) {
            value = field.tag() == tag ? field.value() : value;
        }
        return value;
    }

    private static Shape shape(List<ProtocolBuffer.Field> fields) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (ProtocolBuffer.Field field : fields) {
            if (field.tag() == 2) {
                for (ProtocolBuffer.Field dimension : ProtocolBuffer.fields(field.bytes())) {
                    if (dimension.tag() == 2) {
                        sizes.add(number(ProtocolBuffer.fields(dimension.bytes()), 1));
                    }
                }
            }
        }
        return new Shape(sizes);
    }

    /** The size of the values, or -1 where there is no such shape. */
    private static long bytes(Shape shape) {
        long bytes = Float.BYTES;
        for (long size : shape.getShape()) {
            if (size < 0 || size > Integer.MAX_VALUE || bytes > Integer.MAX_VALUE) {
                return -1;
            }
            bytes *= size;
        }
        return bytes;
    }

    /** The tensors by name. */
    public Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }
}
