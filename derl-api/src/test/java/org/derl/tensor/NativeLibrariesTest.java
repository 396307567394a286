package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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
    void everyOneThatThisProcessUsesIsChecked() throws IOException {
        Compute.prepareThread(); // which unpacks them
        assertDoesNotThrow(NativeLibraries::checkEngine);
        Path used = Path.of(LibUtils.getLibtorchPath());
        Path other = Files.createDirectories(folder.resolve("pytorch").resolve(used.getFileName()));
        System.setProperty("ENGINE_CACHE_DIR", folder.toString());
        try {
            for (String name : Objects.requireNonNull(used.toFile().list())) {
                Path cutOff = Files.write(other.resolve(name), new byte[3]);
                String message = assertThrows(IllegalStateException.class, NativeLibraries::checkEngine, name)
                        .getMessage();
                assertTrue(message.startsWith(cutOff + " has 3 bytes"), message);
                Files.delete(cutOff);
            }
        } finally {
            System.clearProperty("ENGINE_CACHE_DIR");
        }
    }
}
