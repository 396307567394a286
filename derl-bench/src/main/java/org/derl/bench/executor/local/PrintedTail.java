package org.derl.bench.executor.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * The last of what a process prints, by native code mostly, for a plugin's prints have a log of their own. Whatever a
 * process prints, however long its lines are and whoever keeps the pipe open after its death, costs no more than this.
 */
final class PrintedTail {

    private static final int MOST_BYTES = 64 << 10;

    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at \\S+\\(|\\.\\.\\. \\d+ more)");

    private final byte[] ring = new byte[MOST_BYTES];
    private long written;
    private long moved;

    private PrintedTail() {}

    static PrintedTail of(InputStream in) {
        PrintedTail tail = new PrintedTail();
        Thread reader = new Thread(() -> tail.readAll(in), "what a worker prints");
        reader.setDaemon(true);
        reader.start();
        return tail;
    }

    private void readAll(InputStream in) {
        byte[] bytes = new byte[8 << 10];
        try {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                add(bytes, count);
            }
        } catch (IOException e) {
            // it was ended
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (written++ % MOST_BYTES)] = bytes[i];
        }
    }

    private synchronized byte[] take() {
        long from = Math.max(moved, written - MOST_BYTES);
        byte[] taken = new byte[(int) (written - from)];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = ring[(int) ((from + i) % MOST_BYTES)];
        }
        moved = written;
        return taken;
    }

    /** Moves what has come since the last time to the end of a file. */
    void move(Path file) {
        byte[] taken = take();
        if (taken.length > 0) {
            try {
                Files.write(file, taken, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                // its folder has gone, or the disk is full: a trial does not end for want of its log
            }
        }
    }

    /** Its last line that says something: of a stack trace the innermost cause, and none of the places in code. */
    String last() {
        return new String(take(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).lookingAt())
                .reduce("", (former, line) -> line)
                .strip();
    }
}
