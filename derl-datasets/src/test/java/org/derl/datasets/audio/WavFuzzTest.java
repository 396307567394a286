package org.derl.datasets.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.datasets.array.AnyBytes;
import org.derl.io.Directories;

/** Whatever bytes a WAV file has, its features are computed or it is refused. See docs/fuzzing.md. */
class WavFuzzTest {

    private static final WavFormat FORMAT = new WavFormat(
            new AudioFeatures.Settings(0.025, 0.01, 10, 13, true, 75, 500, 1),
            new Directories(Path.of("data"), Path.of("cache")));

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        AnyBytes.readOrRefuse(FORMAT, "any.wav", bytes);
    }
}
