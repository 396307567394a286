package org.derl.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Direct buffers that are used again: making and clearing one for every dropout mask would cost more than filling it.
 * Batches of different lengths ask for different sizes, so before a buffer is made, idle ones are let go: all together
 * never take more memory than once was in use.
 */
final class BufferPool {

    private final TreeMap<Integer, Deque<ByteBuffer>> free = new TreeMap<>();
    private long idle;
    private long used;
    private long mostUsed;

    /** A buffer of at least this many bytes, of any content. */
    ByteBuffer take(int bytes) {
        int capacity = roundedUp(bytes);
        Map.Entry<Integer, Deque<ByteBuffer>> fitting = free.ceilingEntry(capacity);
        ByteBuffer buffer = fitting == null || fitting.getKey() > 2L * capacity ? make(capacity) : remove(fitting);
        used += buffer.capacity();
        mostUsed = Math.max(mostUsed, used);
        return buffer;
    }

    private ByteBuffer make(int capacity) {
        while (!free.isEmpty() && held() + capacity > mostUsed) {
            remove(free.firstEntry());
        }
        return ByteBuffer.allocateDirect(capacity);
    }

    void giveBack(ByteBuffer buffer) {
        used -= buffer.capacity();
        idle += buffer.capacity();
        free.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>()).push(buffer.clear());
    }

    /** How many bytes there are, idle ones and those in use. */
    long held() {
        return idle + used;
    }

    private ByteBuffer remove(Map.Entry<Integer, Deque<ByteBuffer>> entry) {
        ByteBuffer buffer = entry.getValue().pop();
        if (entry.getValue().isEmpty()) {
            free.remove(entry.getKey());
        }
        idle -= buffer.capacity();
        return buffer;
    }

    /** The next number with at most three leading binary digits that differ, so that batches of near sizes share. */
    private static int roundedUp(int bytes) {
        int step = Math.max(64, Integer.highestOneBit(Math.max(1, bytes)) / 4);
        return Math.toIntExact((bytes + step - 1L) / step * step);
    }
}
