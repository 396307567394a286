package org.derl.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Formats;
import org.derl.io.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of files of numpy that are written here byte by byte. */
class ArrayContentTest {

    private static final Formats FORMATS =
            Configuration.of(ArrayContentTest.class.getClassLoader()).injector().getInstance(Formats.class);

    @TempDir
    Path folder;

    private ArrayContent content(String descr, String shape, byte[] data) throws IOException {
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + "}\n";
        byte[] header = ("\u0093NUMPY\u0001\0" + (char) dictionary.length() + "\0" + dictionary)
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("made.npy"), header);
        Files.write(file, data, java.nio.file.StandardOpenOption.APPEND);
        try (DataFiles files = DataFiles.open(FORMATS, List.of(file))) {
            return ArrayContent.of(files.files().get(0).arrays().get(0));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String sha256(byte[] bytes) {
        return new Fingerprint().add(java.nio.ByteBuffer.wrap(bytes)).hexadecimal();
    }

    @Test
    void bytesThatAreNoUtf8KeepTheirChecksum() throws IOException {
        byte[] data = {'c', 'a', 'f', (byte) 0xe9, 0, 0, (byte) 0xc3, (byte) 0xa9, 0, 0, 0, 0};
        assertEquals(sha256(data), content("|S6", "(2,)", data).sha256());
        byte[] full = {'c', 'a', 'f', (byte) 0xe9};
        assertEquals(sha256(full), content("|S4", "(1,)", full).sha256());
    }

    @Test
    void wideTextsNeedNoRoomWhereThereAreNone() throws IOException {
        ArrayContent content = content("<U70000000", "(0,)", new byte[0]);
        assertEquals("str2240000000", content.dtype());
        assertEquals(sha256(new byte[0]), content.sha256());
    }
}
