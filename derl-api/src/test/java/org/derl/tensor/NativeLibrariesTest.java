package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    @TempDir
    Path folder;

    @Test
    void aLibraryThatWasCutOffIsNamed() throws IOException {
        URL original =
                Files.write(folder.resolve("original"), new byte[100]).toUri().toURL();
        Path file = folder.resolve("libtorch.so");
        assertDoesNotThrow(() -> NativeLibraries.check(file, original));
        Files.write(file, new byte[100]);
        assertDoesNotThrow(() -> NativeLibraries.check(file, original));
        assertDoesNotThrow(() -> NativeLibraries.check(file, null));
        Files.write(file, new byte[60]);
        assertEquals(
                file + " has 60 bytes in place of 100: it was cut off or replaced; delete the folder " + folder
                        + ", which is made anew at the next start",
                assertThrows(IllegalStateException.class, () -> NativeLibraries.check(file, original))
                        .getMessage());
    }

    @Test
    void thoseOfThisMachineAreSound() {
        assertDoesNotThrow(() -> NativeLibraries.check("PyTorch"));
    }
}
