package org.derl.encoders.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A saved model of TensorFlow, zipped within a jar: its vocabulary, its index, and its data, which are too large to be
 * kept in memory and therefore read as a stream.
 */
public final class SavedModelArchive {

    private static final String VOCABULARY = "assets/vocab.txt";
    private static final String INDEX = "variables/variables.index";
    private static final String DATA = "variables/variables.data-00000-of-00001";
    private static final int MOST_BYTES = 1 << 24;

    private final Path jar;
    private final String vocabulary;
    private final TensorBundle bundle;

    private SavedModelArchive(Path jar, String vocabulary, TensorBundle bundle) {
        this.jar = jar;
        this.vocabulary = vocabulary;
        this.bundle = bundle;
    }

    /** What is done with the data. */
    @FunctionalInterface
    public interface DataReader {
        void read(InputStream data) throws IOException;
    }

    /**
     * Opens a jar and reads all but the data.
     *
     * @throws IOException when it cannot be read, or lacks something; the message names it
     */
    public static SavedModelArchive open(Path jar) throws IOException {
        ByteBuffer[] found = new ByteBuffer[2];
        forEachEntry(jar, (name, content) -> {
            if (name.equals(VOCABULARY)) {
                found[0] = all(name, content);
            } else if (name.equals(INDEX)) {
                found[1] = all(name, content);
            }
        });
        if (found[0] == null || found[1] == null) {
            throw new IOException(jar + " holds no " + VOCABULARY + " or no " + INDEX);
        }
        String vocabulary = StandardCharsets.UTF_8.newDecoder().decode(found[0]).toString();
        return new SavedModelArchive(jar, vocabulary, TensorBundle.read(found[1]));
    }

    private interface EntryReader {
        void read(String name, InputStream content) throws IOException;
    }

    /** The saved model is by far the largest entry of the jar. */
    private static void forEachEntry(Path jar, EntryReader reader) throws IOException {
        try (ZipFile outer = new ZipFile(jar.toFile())) {
            ZipEntry model = outer.stream()
                    .map(ZipEntry.class::cast)
                    .max(Comparator.comparingLong(ZipEntry::getSize))
                    .orElseThrow(() -> new ZipException("it is empty"));
            try (ZipInputStream inner = new ZipInputStream(outer.getInputStream(model))) {
                for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                    reader.read(entry.getName(), inner);
                }
            }
        } catch (ZipException e) {
            throw new IOException(jar + " is no sound jar with a model in it: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer all(String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException(name + " is longer than " + MOST_BYTES + " bytes");
        }
        return ByteBuffer.wrap(bytes);
    }

    /** The vocabulary, one token per line. */
    public String vocabulary() {
        return vocabulary;
    }

    /** What the data hold. */
    public TensorBundle bundle() {
        return bundle;
    }

    /** Reads the data from front to back. */
    public void readData(DataReader reader) throws IOException {
        boolean[] read = {false};
        forEachEntry(jar, (name, content) -> {
            if (name.equals(DATA)) {
                reader.read(content);
                read[0] = true;
            }
        });
        if (!read[0]) {
            throw new IOException(jar + " holds no " + DATA);
        }
    }
}
