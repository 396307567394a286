package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes a JSON file has, it is read or refused. See docs/fuzzing.md. */
class JsonFuzzTest {

    private static final Directories NONE = new Directories(Path.of("data"), Path.of("cache"));

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(new JsonFormat(new JsonFormat.Config(1 << 20, 100), NONE), "fuzz.json", bytes);
    }
}
