package org.derl.encoders.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads bytes from front to back, and never after their end. */
public final class Cursor {

    private static final int MOST_VARINT_BYTES = 10;

    private final ByteBuffer bytes;

    /** Reads a buffer, which stays as it is. */
    public Cursor(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether all has been read. */
    public boolean atEnd() {
        return !bytes.hasRemaining();
    }

    /**
     * An unsigned number of seven bits a byte, the lowest first.
     *
     * @throws IOException when it does not end
     */
    public long varint() throws IOException {
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

    /**
     * A varint that counts bytes or entries.
     *
     * @throws IOException when no buffer has so many
     */
    public int count() throws IOException {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("a length is " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** Four bytes, the lowest first. */
    public int fixed32() throws IOException {
        return take(Integer.BYTES).getInt();
    }

    /** Eight bytes, the lowest first. */
    public long fixed64() throws IOException {
        return take(Long.BYTES).getLong();
    }

    /**
     * The next bytes, as a little-endian buffer of their own.
     *
     * @throws IOException when there are fewer
     */
    public ByteBuffer take(int count) throws IOException {
        if (count < 0 || count > bytes.remaining()) {
            throw new IOException("it ends " + (count - bytes.remaining()) + " bytes too early");
        }
        ByteBuffer taken = bytes.slice(bytes.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + count);
        return taken;
    }
}
