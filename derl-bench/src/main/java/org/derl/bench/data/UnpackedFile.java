package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat.Unpacked;
import org.derl.data.file.NamedArray;
import org.derl.io.Reason;

/**
 * A packed file, as what it holds.
 *
 * @param path the packed file
 * @param content what was opened in its place
 */
record UnpackedFile(Path path, ArrayFile content, Unpacked unpacked) implements ArrayFile {

    /** Opens a file. */
    interface Opening {
        ArrayFile open(Path file) throws IOException;
    }

    /** Opens what a packed file holds; whatever is wrong with it is wrong with the packed file. */
    static ArrayFile open(Path packed, Unpacked unpacked, Opening opening) throws IOException {
        try {
            return new UnpackedFile(packed, opening.open(unpacked.file()), unpacked);
        } catch (IOException e) {
            unpacked.close();
            throw new IOException(Reason.of(e).replace(unpacked.file().toString(), packed + ", unpacked,"), e);
        } catch (RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    @Override
    public List<NamedArray> arrays() {
        return content.arrays();
    }

    @Override
    public List<String> remarks() {
        return content.remarks();
    }

    @Override
    public List<String> columns() {
        return content.columns();
    }

    @Override
    public String recipe() {
        return content.recipe();
    }

    @Override
    public void close() throws IOException {
        try (unpacked) {
            content.close();
        }
    }
}
