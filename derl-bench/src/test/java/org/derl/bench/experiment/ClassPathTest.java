package org.derl.bench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyEntryIsNotTheCurrentFolder() {
        String path = folder.toString();
        assertEquals(ClassPath.checksum(path), ClassPath.checksum(path + File.pathSeparator));
    }

    @Test
    void changedCodeHasAnotherChecksum() throws IOException {
        Path code = folder.resolve("Some.class");
        Files.writeString(code, "one");
        String before = ClassPath.checksum(folder.toString());
        Files.writeString(code, "two");
        assertNotEquals(before, ClassPath.checksum(folder.toString()));
    }
}
