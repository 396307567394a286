package org.derl.bench.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CleanWriterTest {

    private final StringWriter written = new StringWriter();
    private final PrintWriter err = new PrintWriter(written);

    @Test
    void whatIsPrintedIsClean() {
        PrintWriter clean = CleanWriter.of(err, 0);
        clean.print("a\u001b[2J\n");
        clean.printf("%s%n", "b\u001b]0;c\u0007");
        clean.append("d\u001b", 0, 2).write(0x1b);
        clean.write(new char[] {'e', '\u009b'}, 1, 1);
        clean.println((Object) "\u001b");
        clean.flush();
        assertEquals("a\uFFFD[2J\nb\uFFFD]0;c\uFFFD\nd\uFFFD\uFFFD\uFFFD\uFFFD\n", written.toString());
    }

    @Test
    void whatIsOursPassesBesideIt() {
        PrintWriter clean = CleanWriter.of(CleanWriter.of(err, 0), 0);
        CleanWriter.raw(clean).print("\r\u001b[K");
        clean.print("\u001b");
        clean.flush();
        assertEquals("\r\u001b[K\uFFFD", written.toString());
        assertEquals(err, CleanWriter.raw(err));
    }

    @Test
    void logsAndTracesAreClean() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream clean = CleanWriter.of(new PrintStream(bytes, true, StandardCharsets.UTF_8), 0);
        clean.println("a\u001b[2J");
        new IllegalStateException("b\u001b[2J").printStackTrace(clean);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(-1, text.indexOf('\u001b'), text);
    }

    @Test
    void linesFitATerminal() {
        StringWriter err = new StringWriter();
        CleanWriter.of(new PrintWriter(err), 20).println("a message that is longer than it");
        assertEquals("a message that is\nlonger than it\n", err.toString().replace("\r", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CleanWriter.of(new PrintStream(bytes, true, StandardCharsets.UTF_8), 20)
                .println("a message that is longer than it");
        assertEquals("a message that is\nlonger than it\n", bytes.toString(StandardCharsets.UTF_8));
    }
}
