package org.derl.datasets.openface;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.datasets.openface.OpenFaceFormat.Failed;
import org.derl.io.Directories;

/** Whatever bytes a file of OpenFace has, it is read or refused. See docs/fuzzing.md. */
class OpenFaceFuzzTest {

    private static final OpenFaceFormat FORMAT = new OpenFaceFormat(
            new OpenFaceFormat.Config(Failed.KEEP, 1 << 20, 1 << 16),
            new Directories(Path.of("data"), Path.of("cache")));

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(FORMAT, "any.csv", bytes);
    }
}
