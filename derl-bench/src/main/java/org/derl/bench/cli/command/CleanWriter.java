package org.derl.bench.cli.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.derl.bench.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a terminal what others may have put into files: lines stay, all else by which a terminal would be made to do
 * or hide something is replaced. What we send a terminal on purpose goes to {@link #raw}.
 */
public final class CleanWriter extends PrintWriter {

    private final PrintWriter raw;

    private CleanWriter(PrintWriter raw) {
        super(raw);
        this.raw = raw;
    }

    /** A clean way to where a writer writes. */
    public static PrintWriter of(PrintWriter writer) {
        return writer instanceof CleanWriter ? writer : new CleanWriter(writer);
    }

    /** Where a writer writes without cleaning. */
    public static PrintWriter raw(PrintWriter writer) {
        return writer instanceof CleanWriter clean ? clean.raw : writer;
    }

    /** The same for texts that are printed, as logs and traces do. */
    public static PrintStream of(PrintStream stream) {
        return new PrintStream(stream, true) {
            @Override
            public void print(@Nullable String text) {
                stream.print(Printable.lines(String.valueOf(text)));
            }

            @Override
            public void println(@Nullable String text) {
                stream.println(Printable.lines(String.valueOf(text)));
            }

            @Override
            public void println(@Nullable Object object) {
                println(String.valueOf(object));
            }
        };
    }

    @Override
    public void write(int character) {
        write(Character.toString((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        raw.write(Printable.lines(text.substring(offset, offset + length)));
    }
}
