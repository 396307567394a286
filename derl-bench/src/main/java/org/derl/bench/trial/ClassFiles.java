package org.derl.bench.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.derl.io.Fingerprint;

/** What jars and folders of code hold. */
final class ClassFiles {

    private static final Map<Path, Map<String, Long>> KNOWN = new ConcurrentHashMap<>();

    private ClassFiles() {}

    /**
     * A checksum of the files in all of them, wherever these lie and in whatever order, in 64 hexadecimal digits. What
     * differs from build to build of the same code does not count, nor do settings, which count where they are used.
     */
    static String checksum(Collection<Path> places) {
        return checksum(places, name -> !name.startsWith("META-INF/") && !name.endsWith(".conf"));
    }

    /** The same with all their files. */
    static String ofAll(Collection<Path> places) {
        return checksum(places, name -> true);
    }

    private static String checksum(Collection<Path> places, Predicate<String> counts) {
        Set<String> files = new TreeSet<>();
        places.forEach(place -> files(place).forEach((name, checksum) -> {
            if (counts.test(name)) {
                files.add(name + " " + Long.toHexString(checksum));
            }
        }));
        Fingerprint fingerprint = new Fingerprint();
        files.forEach(fingerprint::add);
        return fingerprint.hexadecimal();
    }

    /** Whether one holds a file. */
    static boolean hold(Path place, String file) {
        return files(place).containsKey(file);
    }

    /** A checksum of each file, read once: this process goes on with the classes that it has begun with. */
    private static Map<String, Long> files(Path place) {
        return KNOWN.computeIfAbsent(place, ClassFiles::read);
    }

    private static Map<String, Long> read(Path place) {
        try {
            return Files.isDirectory(place) ? ofFolder(place) : ofJar(place);
        } catch (IOException e) {
            throw new UncheckedIOException(place + ", which is code on the class path, cannot be read", e);
        }
    }

    private static Map<String, Long> ofFolder(Path folder) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CRC32 contents = new CRC32();
                contents.update(Files.readAllBytes(file));
                checksums.put(folder.relativize(file).toString().replace('\\', '/'), contents.getValue());
            }
        }
        return checksums;
    }

    /** By its directory, which has a checksum of each file. */
    private static Map<String, Long> ofJar(Path jar) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach((ZipEntry entry) -> checksums.put(entry.getName(), entry.getCrc()));
        }
        return checksums;
    }
}
