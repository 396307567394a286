package org.derl.bench.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    private static String printed(Throwable error, int status) {
        Failure failure = Failure.of(error);
        assertEquals(status, failure.status());
        StringWriter text = new StringWriter();
        failure.print(new PrintWriter(text));
        return text.toString();
    }

    private static void users(Throwable error, String message) {
        assertEquals(message, printed(error, 2).strip());
        assertNull(Failure.of(error).mistake());
    }

    @Test
    void whatAUserCanMendIsALine() {
        users(new IllegalArgumentException("--seeds must be positive"), "--seeds must be positive");
        users(new NoSuchFileException("a.csv"), "a.csv: there is no such file or folder");
        users(new UncheckedIOException(new NoSuchFileException("a.csv")), "a.csv: there is no such file or folder");
        users(new IllegalStateException(new IOException("disk full")), "disk full");
        users(
                new UnsatisfiedLinkError("libx.so: file too short"),
                "a native library cannot be loaded: libx.so: file" + " too short");
        try {
            ConfigFactory.parseString("a = 1").getInt("b");
        } catch (RuntimeException e) {
            users(e, "String  cannot be read: No configuration setting found for key 'b'");
        }
    }

    @Test
    void aMistakeOfOursKeepsItsTraceAndSaysWhatItIs() {
        for (Throwable error : new Throwable[] {
            new NullPointerException("x"),
            new StackOverflowError(),
            new IllegalStateException(),
            new ConfigException.BugOrBroken("x"),
            new NumberFormatException("For input string: \"abc\""),
            new NoClassDefFoundError("a/B")
        }) {
            String text = printed(error, 71);
            assertTrue(text.contains("please report it as README.md says"), text);
            assertTrue(text.contains("    at org.derl.bench.cli.command.FailureTest."), text);
            assertTrue(text.lines().count() < 60, text);
        }
    }

    @Test
    void wantOfMemoryIsToldWhereverItComesFrom() {
        assertTrue(printed(new OutOfMemoryError("Java heap space"), 70).contains("(Java heap space); DERL_HEAP"));
        String engine = "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: ...\nFrame 0";
        String text = printed(new IllegalStateException(new RuntimeException(engine)), 70);
        assertEquals(1, text.strip().lines().count());
        assertTrue(text.contains("the machine's memory does not suffice ("), text);
    }

    @Test
    void outputThatIsLostIsNoSuccess() {
        Output full = new Output(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertEquals(0, full.end(0).status());
        new PrintWriter(full, true, StandardCharsets.UTF_8).println("a table");
        assertEquals(74, full.end(0).status());
        assertEquals(
                "standard output could not be written to: the disk that is written to is full",
                full.end(0).message());
        assertEquals(1, full.end(1).status());
        assertEquals(full.end(0).message(), full.end(1).message());
    }

    @Test
    void anInterruptSaysNothing() {
        assertEquals("", printed(new InterruptedException(), 130));
    }
}
