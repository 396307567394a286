package org.derl.datasets.hdf5;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes an HDF5 file has, it is read or refused. See docs/fuzzing.md. */
class Hdf5FuzzTest {

    private static final Directories NONE = new Directories(Path.of("data"), Path.of("cache"));

    /** Lowered, for small files shall reach the limits too. */
    private static final Hdf5Format.Config CONFIG = new Hdf5Format.Config(1 << 16, 1 << 17, 1 << 16, 1 << 20, 1 << 12);

    @FuzzTest(maxDuration = "15m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(new Hdf5Format(CONFIG, NONE), "fuzz.csd", bytes);
    }
}
