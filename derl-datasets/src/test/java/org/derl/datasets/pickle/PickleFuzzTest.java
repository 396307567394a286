package org.derl.datasets.pickle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes a file has, it opens and its arrays can be read, or an error says why not. See docs/fuzzing.md. */
class PickleFuzzTest {

    /** In files of odd length even small arrays are mapped, or decoded into temporary files. */
    private static final int[] MAPPED_FROM = {1 << 20, 64};

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        PickleFormat.Config config = new PickleFormat.Config(32, 1 << 24, MAPPED_FROM[bytes.length % 2], 1 << 17);
        Directories directories = new Directories(AnyBytes.folder(), AnyBytes.folder());
        AnyBytes.readOrRefuse(new PickleFormat(config, directories), "fuzz.pkl", bytes);
    }
}
