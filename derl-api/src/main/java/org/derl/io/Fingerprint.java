package org.derl.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A checksum (SHA-256) of everything that something was made from, so that it is made again when this changes. */
public final class Fingerprint {

    private static final int BLOCK = 1 << 16;

    private final MessageDigest digest;

    /** Of nothing yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a file alone, as {@code sha256sum} prints it; of a folder, of all files in it and their names. */
    public static String of(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return new Fingerprint().content(file).hexadecimal();
        }
        Fingerprint all = new Fingerprint();
        for (Path each : files(file)) {
            all.add(file.relativize(each).toString().replace('\\', '/')).add(each);
        }
        return all.hexadecimal();
    }

    /** How many bytes a file has, or all files of a folder. */
    public static long bytes(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return Files.size(file);
        }
        long bytes = 0;
        for (Path each : files(file)) {
            bytes += Files.size(each);
        }
        return bytes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Takes in a text, so that neighbors cannot run together. */
    public Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Takes in a file. */
    public Fingerprint add(Path file) throws IOException {
        digest.update((Files.size(file) + ":").getBytes(StandardCharsets.UTF_8));
        return content(file);
    }

    /** Takes in bytes as they are, those that are left in a buffer. */
    public Fingerprint add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    private Fingerprint content(Path file) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream bytes = Files.newInputStream(RegularFile.check(file))) {
            for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
                digest.update(block, 0, count);
            }
        }
        return this;
    }

    /** 64 hexadecimal digits; ends the fingerprint. */
    public String hexadecimal() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
