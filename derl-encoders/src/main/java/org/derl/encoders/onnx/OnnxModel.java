package org.derl.encoders.onnx;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.encoders.protobuf.Cursor;
import org.derl.encoders.protobuf.ProtocolBuffer;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/**
 * The weights in an ONNX file, and the operations that use them. Values stay in the file, which is mapped into memory,
 * until they are asked for.
 *
 * @param weights the constant tensors of float32, by their names in the file
 * @param operations in the order of the file
 */
public record OnnxModel(Map<String, Weight> weights, List<Operation> operations) {

    private static final int GRAPH = 7;
    private static final int OPERATION = 1;
    private static final int TENSOR = 5;
    private static final int FLOAT32 = 1;
    private static final int MOST_AXES = 8;

    /**
     * A tensor of float32.
     *
     * @param values little-endian, in row-major order
     */
    public record Weight(Shape shape, ByteBuffer values) {}

    /**
     * An operation.
     *
     * @param kind such as {@code MatMul}
     * @param name such as {@code /encoder/layer.0/output/dense/MatMul}; may be empty
     * @param inputs names of tensors
     */
    public record Operation(String kind, String name, List<String> inputs) {}

    /** Checks nothing: files are checked as they are read. */
    public OnnxModel {
        weights = Map.copyOf(weights);
        operations = List.copyOf(operations);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it is damaged, no ONNX model, or keeps its weights elsewhere; the message names it
     */
    public static OnnxModel open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(RegularFile.check(file))) {
            if (Files.size(file) > Integer.MAX_VALUE) {
                throw new IOException("it is longer than 2 GB");
            }
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            throw new IOException(file + " is no ONNX model that can be read: " + Reason.of(e), e);
        }
    }

    /** Reads the bytes of a file. */
    static OnnxModel of(ByteBuffer file) throws IOException {
        Map<String, Weight> weights = new LinkedHashMap<>();
        List<Operation> operations = new ArrayList<>();
        ByteBuffer graph =
                last(ProtocolBuffer.fields(file), GRAPH).orElseThrow(() -> new IOException("it has no graph"));
        for (ProtocolBuffer.Field field : ProtocolBuffer.fields(graph)) {
            if (field.tag() == OPERATION) {
                operations.add(operation(ProtocolBuffer.fields(field.bytes())));
            } else if (field.tag() == TENSOR) {
                add(ProtocolBuffer.fields(field.bytes()), weights);
            }
        }
        return new OnnxModel(weights, operations);
    }

    private static Operation operation(List<ProtocolBuffer.Field> fields) {
        List<String> inputs = new ArrayList<>();
        String kind = "";
        String name = "";
        for (ProtocolBuffer.Field field : fields) {
            switch (field.tag()) {
                case 1 -> inputs.add(text(field.bytes()));
                case 3 -> name = text(field.bytes());
                case 4 -> kind = text(field.bytes());
                default -> {
                    // outputs and attributes
                }
            }
        }
        return new Operation(kind, name, List.copyOf(inputs));
    }

    /** Constants of other types, such as numbers of positions, are no weights. */
    private static void add(List<ProtocolBuffer.Field> fields, Map<String, Weight> weights) throws IOException {
        String name = last(fields, 8).map(OnnxModel::text).orElse("");
        if (number(fields, 2) != FLOAT32) {
            return;
        } else if (number(fields, 14) != 0) {
            throw new IOException("the values of '" + name + "' are in another file");
        }
        Shape shape = new Shape(sizes(name, fields));
        // Values are bytes, or packed numbers, which are the same bytes.
        ByteBuffer values = last(fields, 9).or(() -> last(fields, 4)).orElse(ByteBuffer.allocate(0));
        if (values.remaining() != count(name, shape) * Float.BYTES) {
            throw new IOException("'" + name + "' is " + shape + " but has " + values.remaining() + " bytes of values");
        } else if (weights.put(name, new Weight(shape, values.order(ByteOrder.LITTLE_ENDIAN))) != null) {
            throw new IOException("there are two tensors '" + name + "'");
        }
    }

    private static long size(String name, long told) throws IOException {
        if (told < 0) {
            throw new IOException("'" + name + "' has a size of " + told);
        }
        return told;
    }

    private static long[] sizes(String name, List<ProtocolBuffer.Field> fields) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (ProtocolBuffer.Field field : fields) {
            if (field.tag() == 1 && field.bytes().hasRemaining()) {
                for (Cursor packed = new Cursor(field.bytes()); !packed.atEnd(); ) {
                    sizes.add(size(name, packed.varint()));
                }
            } else if (field.tag() == 1) {
                sizes.add(size(name, field.value()));
            }
        }
        if (sizes.size() > MOST_AXES) {
            throw new IOException("'" + name + "' has " + sizes.size() + " axes");
        }
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private static long count(String name, Shape shape) throws IOException {
        long count = 1;
        for (long size : shape.getShape()) {
            if (size < 0 || size > Integer.MAX_VALUE || count * size > Integer.MAX_VALUE) {
                throw new IOException("'" + name + "' is " + shape);
            }
            count *= size;
        }
        return count;
    }

    private static Optional<ByteBuffer> last(List<ProtocolBuffer.Field> fields, int tag) {
        return fields.stream()
                .filter(field -> field.tag() == tag && field.bytes().hasRemaining())
                .reduce((first, second) -> second)
                .map(ProtocolBuffer.Field::bytes);
    }

    private static long number(List<ProtocolBuffer.Field> fields, int tag) {
        return fields.stream()
                .filter(field -> field.tag() == tag && !field.bytes().hasRemaining())
                .mapToLong(ProtocolBuffer.Field::value)
                .reduce(0, (first, second) -> second);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
