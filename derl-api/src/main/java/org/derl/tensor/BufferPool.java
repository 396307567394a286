package org.derl.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Direct buffers that are used again: making and clearing one for every dropout mask would cost more than filling it. */
final class BufferPool {

    private final TreeMap<Integer, Deque<ByteBuffer>> free = new TreeMap<>();

    /** A buffer of at least this many bytes, of any content. */
    ByteBuffer take(int bytes) {
        int capacity = roundedUp(bytes);
        Map.Entry<Integer, Deque<ByteBuffer>> fitting = free.ceilingEntry(capacity);
        if (fitting == null || fitting.getKey() > 2L * capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }
        ByteBuffer buffer = fitting.getValue().pop();
        if (fitting.getValue().isEmpty()) {
            free.remove(fitting.getKey());
        }
        return buffer;
    }

    void giveBack(ByteBuffer buffer) {
        free.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>()).push(buffer.clear());
    }

    /** The next number with at most three leading binary digits that differ, so that batches of near sizes share. */
    private static int roundedUp(int bytes) {
        int step = Math.max(64, Integer.highestOneBit(Math.max(1, bytes)) / 4);
        return Math.toIntExact((bytes + step - 1L) / step * step);
    }
}
