package org.derl.datasets.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.io.Directories;

/** Whatever bytes an npy or npz file has, it is read or refused. See docs/fuzzing.md. */
class NumpyFuzzTest {

    private static final Directories NONE = new Directories(Path.of("target"), Path.of("target", "numpy-fuzz"));
    private static final long INFLATED = 1 << 24;
    private static final PickleFormat.Config OBJECTS = new PickleFormat.Config(32, INFLATED, 1 << 10, 100);

    @FuzzTest(maxDuration = "15m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        if (bytes.length > 0 && bytes[0] == 'P') {
            AnyBytes.readOrRefuse(
                    new NpzFormat(new NpzFormat.Config(INFLATED, INFLATED, 100, OBJECTS), NONE), "fuzz.npz", bytes);
        } else {
            AnyBytes.readOrRefuse(new NpyFormat(new NpyFormat.Config(INFLATED, OBJECTS), NONE), "fuzz.npy", bytes);
        }
    }
}
