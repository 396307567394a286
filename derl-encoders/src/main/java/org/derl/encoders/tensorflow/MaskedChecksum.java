package org.derl.encoders.tensorflow;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C as TensorFlow and LevelDB store it: rotated and shifted, since a checksum of a checksum tells little. */
final class MaskedChecksum {

    private static final int SHIFT = 0xa282ead8;

    private MaskedChecksum() {}

    static int of(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return Integer.rotateRight((int) checksum.getValue(), 15) + SHIFT;
    }
}
