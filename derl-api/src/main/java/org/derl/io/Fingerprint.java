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

/** A checksum (SHA-256) of what something was made of, so that it is made anew when that changes. */
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

    /** Of a file alone, as {@code sha256sum} prints it. */
    public static String of(Path file) throws IOException {
        return new Fingerprint().content(file).hexadecimal();
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
