package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what code is known that numbers follow from. */
class CodeTest {

    @TempDir
    Path directory;

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path jar = directory.resolve(name);
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Path folder(String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(name).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return directory.resolve(name);
    }

    @Test
    void jarsOfOneNameCountTogether() throws IOException {
        Path one = jar("one/gate.jar", Map.of("Gate.class", "1"));
        Path two = jar("two/gate.jar", Map.of("Gate.class", "2"));
        Path same = jar("three/gate.jar", Map.of("Gate.class", "1"));
        Map<String, String> both = Code.checksums(Set.of(one, two));
        assertEquals(Set.of("jar gate.jar"), both.keySet());
        assertNotEquals(both, Code.checksums(Set.of(two)));
        assertNotEquals(both, Code.checksums(Set.of(one)));
        assertEquals(Code.checksums(Set.of(one)), Code.checksums(Set.of(one, same)), "the same code twice");
    }

    @Test
    void noNameOfAJarIsThatOfSomethingElse() throws IOException {
        Path jar = jar("settings", Map.of("A.class", "1"));
        Path folder = folder("data", Map.of("A.class", "1"));
        Map<String, String> checksums = Code.checksums(new TreeSet<>(List.of(jar, folder)));
        assertEquals(Set.of("jar settings", "folder data"), checksums.keySet());
        assertTrue(checksums.values().stream().allMatch(Provenance::isChecksum));
    }

    @Test
    void theOrderOfPlacesChangesNothingThoughTheyShareAFile() throws IOException {
        Path one = jar("a.jar", Map.of("A.class", "1", "Shared.class", "1"));
        Path two = jar("b.jar", Map.of("Shared.class", "2"));
        assertEquals(ClassFiles.checksum(List.of(one, two)), ClassFiles.checksum(List.of(two, one)));
        assertNotEquals(ClassFiles.checksum(List.of(one, two)), ClassFiles.checksum(List.of(one)));
    }

    @Test
    void whatDiffersFromBuildToBuildAndSettingsDoNotCount() throws IOException {
        Map<String, String> code = Map.of("org/Gate.class", "1");
        Path jar = jar("gate.jar", code);
        Path folder =
                folder("classes", Map.of("org/Gate.class", "1", "META-INF/MANIFEST.MF", "now", "a.conf", "b = 1"));
        assertEquals(ClassFiles.checksum(Set.of(jar)), ClassFiles.checksum(Set.of(folder)));
        assertTrue(ClassFiles.hold(folder, "META-INF/MANIFEST.MF"));
        Path renamed = jar("renamed.jar", Map.of("org/Other.class", "1"));
        assertNotEquals(ClassFiles.checksum(Set.of(jar)), ClassFiles.checksum(Set.of(renamed)));
    }

    @Test
    void codeThatLiesInNoFileIsNotLookedInto() throws IOException {
        Path jar = directory.resolve("a b.jar");
        assertEquals(Optional.of(jar), Code.file(jar.toUri().toURL()));
        URL within = URI.create("jar:" + jar.toUri() + "!/lib/c.jar").toURL();
        assertEquals(Optional.empty(), Code.file(within));
        assertEquals(Optional.empty(), Code.file(null));
    }
}
