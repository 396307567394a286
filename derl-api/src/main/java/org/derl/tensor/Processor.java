package org.derl.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The processor of this machine. */
final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    private Processor() {}

    /** Its kind. */
    static String name() {
        return Files.isReadable(LINUX) ? name(lines()) : elsewhere();
    }

    /** Whether it has AVX2; where that cannot be told, any x86-64 processor counts as having it. */
    static boolean hasAvx2() {
        String flags = Files.isReadable(LINUX) ? values(lines()).get("flags") : null;
        return X86_64.contains(System.getProperty("os.arch"))
                && (flags == null || List.of(flags.split(" ")).contains("avx2"));
    }

    /** The kind that a file like Linux's cpuinfo tells. */
    static String name(List<String> lines) {
        Map<String, String> values = values(lines);
        String name = values.get("model name");
        return name == null
                ? elsewhere()
                : name + " (family " + values.get("cpu family") + ", model " + values.get("model") + ")";
    }

    /** Of the first of several processors alike. */
    private static Map<String, String> values(List<String> lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(LINUX);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String elsewhere() {
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        return windows == null ? System.getProperty("os.arch") : windows;
    }
}
