package org.derl.bench.executor.worker;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a trial's prints go while it runs, up to a length that no disk minds. */
final class TrialLog implements AutoCloseable {

    private static final long MOST_BYTES = 16 << 20;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final PrintStream stream;

    private TrialLog(PrintStream stream) {
        this.stream = stream;
    }

    /** From here on, all that is printed goes there. */
    static TrialLog of(Path file) throws IOException {
        OutputStream opened = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        TrialLog log = new TrialLog(new Open(new Bounded(opened, MOST_BYTES - Files.size(file))));
        System.setOut(log.stream);
        System.setErr(log.stream);
        return log;
    }

    PrintStream stream() {
        return stream;
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        stream.flush();
        // It is not closed, for loggers may have kept it: what they print now is dropped.
    }

    /** Takes so many bytes, then says that it takes no more. */
    private static final class Bounded extends FilterOutputStream {

        private long room;

        Bounded(OutputStream out, long room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (room > 0) {
                int taken = (int) Math.min(room, length);
                out.write(bytes, offset, taken);
                room -= taken;
                if (room == 0) {
                    out.write("\nWhat was printed after this is left out.\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** A plugin may close standard output; the trial's log stays. */
    private static final class Open extends PrintStream {

        Open(OutputStream out) {
            super(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
