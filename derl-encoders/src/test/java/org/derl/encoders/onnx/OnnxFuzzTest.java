package org.derl.encoders.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whatever bytes an ONNX file has, its weights are read or refused. See docs/fuzzing.md. */
class OnnxFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            for (OnnxModel.Weight weight :
                    OnnxModel.of(ByteBuffer.wrap(bytes)).weights().values()) {
                if (weight.shape().size() * Float.BYTES != weight.values().remaining()) {
                    throw new IllegalStateException(weight.shape() + " has " + weight.values() + " of values");
                }
            }
        } catch (IOException refused) {
            // That is what hostile bytes are for.
        }
    }
}
