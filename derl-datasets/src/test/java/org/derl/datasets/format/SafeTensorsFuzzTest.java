package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes a safetensors file has, it is read or refused. See docs/fuzzing.md. */
class SafeTensorsFuzzTest {

    private static final Directories NONE = new Directories(Path.of("data"), Path.of("cache"));

    @FuzzTest(maxDuration = "15m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(
                new SafeTensorsFormat(new SafeTensorsFormat.Config(100), NONE), "fuzz.safetensors", bytes);
    }
}
