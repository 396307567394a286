package org.derl.bench.experiment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars and folders that the code of this process comes from. */
final class ClassPath {

    private static final String CHECKSUM = compute();

    private ClassPath() {}

    /** A checksum of every file in them, wherever they lie. */
    static String checksum() {
        return CHECKSUM;
    }

    private static String compute() {
        return checksum(System.getProperty("java.class.path"));
    }

    /**
     * A checksum of what a class path names. An empty entry, such as a separator at the end leaves, would be the current
     * folder: trials and reports are written there, not code, and a checksum of them would never be the same again.
     */
    static String checksum(String classPath) {
        CRC32 checksum = new CRC32();
        try {
            for (String entry : classPath.split(File.pathSeparator, -1)) {
                if (entry.isEmpty()) {
                    continue;
                }
                Path path = Path.of(entry);
                if (Files.isDirectory(path)) {
                    addFolder(path, checksum);
                } else if (Files.isRegularFile(path)) {
                    addJar(path, checksum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void addFolder(Path folder, CRC32 checksum) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                CRC32 contents = new CRC32();
                contents.update(Files.readAllBytes(file));
                add(folder.relativize(file) + " " + contents.getValue(), checksum);
            }
        }
    }

    /** By its directory, which has a checksum of each file. */
    private static void addJar(Path jar, CRC32 checksum) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                add(entry.getName() + " " + entry.getCrc(), checksum);
            }
        }
    }

    private static void add(String file, CRC32 checksum) {
        checksum.update(file.getBytes(StandardCharsets.UTF_8));
    }
}
