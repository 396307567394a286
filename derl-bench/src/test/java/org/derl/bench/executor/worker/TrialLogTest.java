package org.derl.bench.executor.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {

    @TempDir
    Path folder;

    @Test
    void aPluginMayPrintWithoutEndAndCloseStandardOutput() throws Exception {
        PrintStream before = System.out;
        Path file = Files.writeString(folder.resolve("log.txt"), "of the run before\n");
        try (TrialLog log = TrialLog.of(file)) {
            System.out.println("first");
            System.out.close();
            log.stream().println("after it was closed");
            System.err.println("also");
            for (int i = 0; i < 20; i++) {
                log.stream().println("x".repeat(1 << 20));
            }
        }
        assertSame(before, System.out);
        String text = Files.readString(file);
        assertTrue(text.startsWith("of the run before\nfirst\n"), text.substring(0, 60));
        assertTrue(text.endsWith("\nWhat was printed after this is left out.\n"));
        assertEquals(16 << 20, text.length() - "\nWhat was printed after this is left out.\n".length());
    }
}
