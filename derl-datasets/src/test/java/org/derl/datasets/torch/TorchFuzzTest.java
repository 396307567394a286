package org.derl.datasets.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.derl.datasets.array.AnyBytes;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.io.Directories;

/** Whatever bytes a file of PyTorch has, it is read or refused. See docs/fuzzing.md. */
class TorchFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        PickleFormat.Config config = new PickleFormat.Config(32, 1 << 24, 1 << 20, 1 << 17);
        Directories directories = new Directories(AnyBytes.folder(), AnyBytes.folder());
        AnyBytes.readOrRefuse(new TorchFormat(new TorchFormat.Config(config), directories), "fuzz.pt", bytes);
    }
}
