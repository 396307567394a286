package org.derl.datasets.matlab;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.derl.datasets.array.AnyBytes;
import org.derl.datasets.array.Read;

/** Whatever bytes a file of MATLAB has, it is read or refused. See docs/fuzzing.md. */
class MatlabFuzzTest {

    /** Lowered, for small files shall reach the limits too. */
    private static final MatlabFormat.Config CONFIG = new MatlabFormat.Config(1 << 20, 1 << 10);

    @FuzzTest(maxDuration = "15m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(new MatlabFormat(CONFIG, Read.NO_DIRECTORIES), "fuzz.mat", bytes);
    }
}
