package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes an npy or npz file has, it is read or refused. See docs/fuzzing.md. */
class NumpyFuzzTest {

    private static final Directories NONE = new Directories(Path.of("data"), Path.of("cache"));
    private static final long INFLATED = 1 << 24;

    @FuzzTest(maxDuration = "15m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        if (bytes.length > 0 && bytes[0] == 'P') {
            AnyBytes.readOrRefuse(
                    new NpzFormat(new NpzFormat.Config(INFLATED, INFLATED, 100), NONE), "fuzz.npz", bytes);
        } else {
            AnyBytes.readOrRefuse(new NpyFormat(new NpyFormat.Config(INFLATED), NONE), "fuzz.npy", bytes);
        }
    }
}
