package org.derl.bench.executor.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrintedTailTest {

    @Test
    void ofAStackTraceTheInnermostCauseIsToldOfAndNoPlaceInCode() throws InterruptedException {
        StringWriter trace = new StringWriter();
        new IllegalStateException("the trial cannot begin", new IllegalArgumentException("no such device: gpu7"))
                .printStackTrace(new PrintWriter(trace));

        assertEquals(
                "Caused by: java.lang.IllegalArgumentException: no such device: gpu7", last("before it\n" + trace));
    }

    @Test
    void aLineOfNativeCodeIsToldOfAsItIs() throws InterruptedException {
        assertEquals("at address 0x0: segmentation fault", last("loading\n  at address 0x0: segmentation fault\n\n"));
    }

    private static String last(String printed) throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        PrintedTail tail = PrintedTail.of(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                int count = super.read(into, from, length);
                if (count < 0) {
                    read.countDown();
                }
                return count;
            }

            @Override
            public int read(byte[] into) {
                return read(into, 0, into.length);
            }
        });
        assertTrue(read.await(10, TimeUnit.SECONDS));
        return tail.last();
    }
}
