package org.derl.bench.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** A file of records as TensorFlow frames them: length, its checksum, content, its checksum. */
final class RecordFile implements AutoCloseable {

    private static final int MASK = 0xa282ead8;

    private final OutputStream out;

    /** Makes the file, in place of one that is there. */
    RecordFile(Path file) throws IOException {
        out = Files.newOutputStream(file);
    }

    /** Writes a record in one piece, so that whoever reads meanwhile finds none that is half there. */
    void write(byte[] content) throws IOException {
        int header = Long.BYTES + Integer.BYTES;
        ByteBuffer record = ByteBuffer.allocate(header + content.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(content.length);
        record.putInt(checksum(record.array(), Long.BYTES)).put(content).putInt(checksum(content, content.length));
        out.write(record.array());
    }

    /** CRC-32C, rotated and shifted, since that of data which holds its own checksum is weak. */
    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
