package org.derl.encoders.tensorflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads bytes from front to back, and never after their end. */
final class Cursor {

    private static final int MOST_VARINT_BYTES = 10;

    private final ByteBuffer bytes;

    Cursor(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean atEnd() {
        return !bytes.hasRemaining();
    }

    /** An unsigned number of seven bits a byte, the lowest first. */
    long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            byte next = take(1).get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number does not end");
    }

    /** A varint that counts bytes or entries. */
    int count() throws IOException {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("a length is " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    int fixed32() throws IOException {
        return take(Integer.BYTES).getInt();
    }

    long fixed64() throws IOException {
        return take(Long.BYTES).getLong();
    }

    ByteBuffer take(int count) throws IOException {
        if (count < 0 || count > bytes.remaining()) {
            throw new IOException("it ends " + (count - bytes.remaining()) + " bytes too early");
        }
        ByteBuffer taken = bytes.slice(bytes.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + count);
        return taken;
    }
}
