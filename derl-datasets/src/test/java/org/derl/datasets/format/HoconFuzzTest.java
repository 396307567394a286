package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.config.file.ConfigFiles;
import org.derl.datasets.array.AnyBytes;

/** Whatever bytes a file of settings has, a policy for one, it is read or refused. See docs/fuzzing.md. */
class HoconFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.write(AnyBytes.folder().resolve("fuzz.conf"), bytes);
        try {
            ConfigFiles.read(file);
        } catch (IOException e) {
            // The one error that a file may end in.
        } finally {
            Files.delete(file);
        }
    }
}
