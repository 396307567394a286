package org.derl.encoders.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The fields of a protocol buffer's message, in order. */
public final class ProtocolBuffer {

    private ProtocolBuffer() {}

    /**
     * One field.
     *
     * @param tag which field it is
     * @param value a number, or the number of bytes
     * @param bytes of a text or message within; empty for a number
     */
    public record Field(int tag, long value, ByteBuffer bytes) {}

    /**
     * Takes a message apart.
     *
     * @throws IOException when it is damaged
     */
    public static List<Field> fields(ByteBuffer message) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Cursor cursor = new Cursor(message); !cursor.atEnd(); ) {
            int key = cursor.count();
            fields.add(field(key >>> 3, key & 7, cursor));
        }
        return fields;
    }

    private static Field field(int tag, int wireType, Cursor cursor) throws IOException {
        ByteBuffer none = ByteBuffer.allocate(0);
        return switch (wireType) {
            case 0 -> new Field(tag, cursor.varint(), none);
            case 1 -> new Field(tag, cursor.fixed64(), none);
            case 2 -> {
                ByteBuffer bytes = cursor.take(cursor.count());
                yield new Field(tag, bytes.remaining(), bytes);
            }
            case 5 -> new Field(tag, cursor.fixed32(), none);
            default -> throw new IOException("a field is of the unknown kind " + wireType);
        };
    }
}
