package org.derl.bench.cli.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a terminal what others may have put into files: lines stay, all else by which a terminal would be made to
 * do or hide something is replaced. What we send a terminal on purpose goes to {@link #raw}.
 */
public final class CleanWriter extends PrintWriter {

    private final PrintWriter raw;
    private final int columns;

    private CleanWriter(PrintWriter raw, int columns) {
        super(raw);
        this.raw = raw;
        this.columns = columns;
    }

    /**
     * A clean way to where a writer writes.
     *
     * @param columns of the terminal, where whole lines are broken between words; 0 where it is none
     */
    public static PrintWriter of(PrintWriter writer, int columns) {
        return writer instanceof CleanWriter ? writer : new CleanWriter(writer, columns);
    }

    /** Where a writer writes without cleaning. */
    public static PrintWriter raw(PrintWriter writer) {
        return writer instanceof CleanWriter clean ? clean.raw : writer;
    }

    /** The same for texts that are printed, as logs and traces do. */
    public static PrintStream of(PrintStream stream, int columns) {
        return new PrintStream(stream, true) {
            @Override
            public void print(@Nullable String text) {
                stream.print(Printable.lines(String.valueOf(text)));
            }

            @Override
            public void println(@Nullable String text) {
                stream.println(Printable.lines(broken(String.valueOf(text), columns)));
            }

            @Override
            public void println(@Nullable Object object) {
                println(String.valueOf(object));
            }
        };
    }

    private static String broken(String text, int columns) {
        return columns == 0 ? text : String.join("\n", Paragraphs.broken(text, columns));
    }

    @Override
    public void println(@Nullable String text) {
        super.println(broken(String.valueOf(text), columns));
    }

    @Override
    public void println(@Nullable Object object) {
        println(String.valueOf(object));
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
