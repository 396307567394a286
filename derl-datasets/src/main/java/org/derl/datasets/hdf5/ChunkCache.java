package org.derl.datasets.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decoded chunks of a file that were asked for last. */
final class ChunkCache {

    private final long most;
    private final Map<Key, ByteBuffer> decoded = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Which chunk: of which array, from which element on. */
    record Key(Chunks array, List<Integer> offset) {}

    /** Decodes a chunk. */
    interface Decoder {
        ByteBuffer decode() throws IOException;
    }

    /** @param most how many bytes it keeps, besides the last chunk */
    ChunkCache(long most) {
        this.most = most;
    }

    /** A chunk, which is decoded unless it is there. */
    synchronized ByteBuffer get(Key key, Decoder decoder) throws IOException {
        ByteBuffer chunk = decoded.get(key);
        if (chunk == null) {
            chunk = decoder.decode();
            decoded.put(key, chunk);
            bytes += chunk.capacity();
            Iterator<ByteBuffer> oldest = decoded.values().iterator();
            while (decoded.size() > 1 && bytes > most) {
                bytes -= oldest.next().capacity();
                oldest.remove();
            }
        }
        return chunk;
    }
}
