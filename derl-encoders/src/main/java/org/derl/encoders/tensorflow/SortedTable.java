package org.derl.encoders.tensorflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.encoders.protobuf.Cursor;

/**
 * A sorted table as LevelDB writes it: blocks of entries, of which each leaves out what its key shares with the one
 * before; then a block that says where the blocks are, and a footer that says where that one is.
 */
final class SortedTable {

    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER = 48;
    private static final int TRAILER = 5;

    private static final int LONGEST_KEY = 4096;

    private final ByteBuffer file;

    private SortedTable(ByteBuffer file) {
        this.file = file;
    }

    /** All entries, in order. */
    static Map<String, ByteBuffer> read(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.slice();
        if (file.remaining() < FOOTER) {
            throw new IOException("it is too short for a table");
        }
        Cursor footer = new Cursor(file.slice(file.limit() - FOOTER, FOOTER));
        Handle.read(footer); // of a block that TensorFlow leaves empty
        Handle index = Handle.read(footer);
        if (new Cursor(file.slice(file.limit() - Long.BYTES, Long.BYTES)).fixed64() != MAGIC) {
            throw new IOException("its last bytes are not those of a table");
        }
        SortedTable table = new SortedTable(file);
        Map<String, ByteBuffer> entries = new LinkedHashMap<>();
        for (ByteBuffer handle : table.block(index).values()) {
            entries.putAll(table.block(Handle.read(new Cursor(handle))));
        }
        return entries;
    }

    /** Where a block lies. */
    private record Handle(long offset, int size) {
        static Handle read(Cursor cursor) throws IOException {
            return new Handle(cursor.varint(), cursor.count());
        }
    }

    private Map<String, ByteBuffer> block(Handle handle) throws IOException {
        long most = file.limit() - FOOTER - TRAILER - (long) handle.size();
        if (handle.offset() < 0 || handle.offset() > most) {
            throw new IOException("a block lies outside of it");
        }
        int offset = (int) handle.offset();
        ByteBuffer checked = file.slice(offset, handle.size() + 1);
        if (new Cursor(file.slice(offset + handle.size() + 1, Integer.BYTES)).fixed32() != MaskedChecksum.of(checked)) {
            throw new IOException("the checksum of a block differs");
        } else if (checked.get(handle.size()) != 0) {
            throw new IOException("a block is compressed, which is not read here");
        }
        return entries(file.slice(offset, handle.size()));
    }

    private static Map<String, ByteBuffer> entries(ByteBuffer block) throws IOException {
        int size = block.limit();
        if (size < Integer.BYTES) {
            throw new IOException("a block is too short");
        }
        int restarts = new Cursor(block.slice(size - Integer.BYTES, Integer.BYTES)).fixed32();
        long end = size - Integer.BYTES - (long) restarts * Integer.BYTES;
        if (restarts < 0 || end < 0) {
            throw new IOException("a block has " + restarts + " restarts");
        }
        Map<String, ByteBuffer> entries = new LinkedHashMap<>();
        byte[] key = {};
        for (Cursor cursor = new Cursor(block.slice(0, (int) end)); !cursor.atEnd(); ) {
            int shared = cursor.count();
            int rest = cursor.count();
            int valueSize = cursor.count();
            key = key(key, shared, cursor.take(rest));
            entries.put(new String(key, StandardCharsets.UTF_8), cursor.take(valueSize));
        }
        return entries;
    }

    private static byte[] key(byte[] former, int shared, ByteBuffer rest) throws IOException {
        if (shared > former.length || shared + (long) rest.remaining() > LONGEST_KEY) {
            throw new IOException("a key shares " + shared + " bytes with one of " + former.length
                    + ", or is longer than " + LONGEST_KEY);
        }
        ByteArrayOutputStream key = new ByteArrayOutputStream(shared + rest.remaining());
        key.write(former, 0, shared);
        byte[] tail = new byte[rest.remaining()];
        rest.get(tail);
        key.writeBytes(tail);
        return key.toByteArray();
    }
}
