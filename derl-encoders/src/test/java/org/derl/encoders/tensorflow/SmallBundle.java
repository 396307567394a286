package org.derl.encoders.tensorflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a small checkpoint as TensorFlow does: an index of two blocks, one data file, zipped and then put into a jar.
 */
public final class SmallBundle {

    private static final long MAGIC = 0xdb4775248b80fb57L;

    private final Map<String, byte[]> index = new TreeMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** One without a tensor. */
    public SmallBundle() {
        index.put("", message(1, 1)); // one data file
    }

    /** Adds a tensor after the others. */
    public SmallBundle add(String name, int[] shape, float... values) {
        byte[] bytes = floats(values);
        ByteArrayOutputStream sizes = new ByteArrayOutputStream();
        for (int size : shape) {
            sizes.writeBytes(message(2, message(1, size)));
        }
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes(message(1, 1));
        entry.writeBytes(message(2, sizes.toByteArray()));
        entry.writeBytes(message(4, data.size()));
        entry.writeBytes(message(5, bytes.length));
        entry.write(6 << 3 | 5);
        entry.writeBytes(little(MaskedChecksum.of(ByteBuffer.wrap(bytes))));
        index.put(name, entry.toByteArray());
        data.writeBytes(bytes);
        return this;
    }

    /** Changes a byte of the data behind the checksums' back. */
    public SmallBundle damage(int place) {
        byte[] bytes = data.toByteArray();
        bytes[place] ^= 1;
        data.reset();
        data.writeBytes(bytes);
        return this;
    }

    /** The values as they lie in a file. */
    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] message(int tag, long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, tag << 3);
        varint(out, number);
        return out.toByteArray();
    }

    private static byte[] message(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, tag << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    /** The bytes of the index. */
    byte[] index() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Map<String, byte[]> handles = new LinkedHashMap<>();
        Map<String, byte[]> block = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : index.entrySet()) {
            block.put(entry.getKey(), entry.getValue());
            if (block.size() == 3) {
                handles.put(entry.getKey(), write(file, block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            handles.put("~", write(file, block));
        }
        byte[] empty = write(file, Map.of());
        byte[] blocks = write(file, handles);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        footer.writeBytes(empty);
        footer.writeBytes(blocks);
        footer.writeBytes(new byte[40 - footer.size()]);
        footer.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC)
                .array());
        file.writeBytes(footer.toByteArray());
        return file.toByteArray();
    }

    /** Writes a block and returns where it lies. */
    private static byte[] write(ByteArrayOutputStream file, Map<String, byte[]> entries) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] former = {};
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            int shared = 0;
            while (shared < Math.min(key.length, former.length) && key[shared] == former[shared]) {
                shared++;
            }
            varint(block, shared);
            varint(block, key.length - shared);
            varint(block, entry.getValue().length);
            block.write(key, shared, key.length - shared);
            block.writeBytes(entry.getValue());
            former = key;
        }
        block.writeBytes(little(0));
        block.writeBytes(little(1)); // one restart, at the beginning
        ByteArrayOutputStream handle = new ByteArrayOutputStream();
        varint(handle, file.size());
        varint(handle, block.size());
        block.write(0); // not compressed
        file.writeBytes(block.toByteArray());
        file.writeBytes(little(MaskedChecksum.of(ByteBuffer.wrap(block.toByteArray()))));
        return handle.toByteArray();
    }

    /** Writes a jar with the checkpoint and a vocabulary in it. */
    public void write(Path jar, String vocabulary) throws IOException {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        try (ZipOutputStream inner = new ZipOutputStream(model)) {
            store(inner, "assets/vocab.txt", vocabulary.getBytes(StandardCharsets.UTF_8));
            store(inner, "saved_model.pb", new byte[100]);
            store(inner, "variables/variables.data-00000-of-00001", data.toByteArray());
            store(inner, "variables/variables.index", index());
        }
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream outer = new ZipOutputStream(file)) {
            outer.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            outer.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
            outer.putNextEntry(new ZipEntry("small/bert"));
            outer.write(model.toByteArray());
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
