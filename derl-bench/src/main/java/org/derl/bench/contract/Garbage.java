package org.derl.bench.contract;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects garbage, and writes over whatever native memory that freed. */
final class Garbage {

    private static final int BUFFERS = 2000;
    private static final byte FILLING = 0x7b;

    private Garbage() {}

    static void collect() {
        List<ByteBuffer> pressure = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            System.gc();
            awaitCleaner();
            for (int i = 0; i < BUFFERS; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(8 << (i % 4));
                while (buffer.hasRemaining()) {
                    buffer.put(FILLING);
                }
                pressure.add(buffer);
            }
        }
        pressure.forEach(ByteBuffer::clear); // alive until here
    }

    /** Buffers are freed by a thread of the virtual machine. */
    private static void awaitCleaner() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
