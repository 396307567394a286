package org.derl.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {

    @TempDir
    Path folder;

    @Test
    void filesAndLinksToThemAreTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.csv"), "id");
        assertEquals(file, RegularFile.check(file));
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        assertEquals(link, RegularFile.check(link));
    }

    @Test
    void pipesAndDevicesAreRefused() throws Exception {
        assertRefused(Pipes.make(folder.resolve("pipe.csv")));
        Path zero = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(zero), "there is no /dev/zero");
        assertRefused(Files.createSymbolicLink(folder.resolve("zero.csv"), zero));
    }

    private static void assertRefused(Path file) {
        assertTrue(refusal(file).startsWith(file + " is no regular file but a device, a pipe or the like; copy"));
    }

    @Test
    void foldersAndWhatIsNotThereAreNamed() {
        assertEquals(folder + " is a folder; name a file in it", refusal(folder));
        Path none = folder.resolve("none.csv");
        assertEquals(none + ": there is no such file", refusal(none));
    }

    private static String refusal(Path file) {
        return assertThrows(IOException.class, () -> RegularFile.check(file)).getMessage();
    }
}
