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
        String flags = flags();
        return X86_64.contains(System.getProperty("os.arch"))
                && (flags.isEmpty() || List.of(flags.split(" ")).contains("avx2"));
    }

    /** What it can, as Linux says it of x86-64; empty elsewhere. */
    static String flags() {
        return Files.isReadable(LINUX) ? values(lines()).getOrDefault("flags", "") : "";
    }

    /** The kind that a file like Linux's cpuinfo tells. */
    static String name(List<String> lines) {
        Map<String, String> values = values(lines);
        if (values.containsKey("model name")) {
            return values.get("model name") + " (family " + values.get("cpu family") + ", model " + values.get("model")
                    + ")";
        }
        return values.containsKey("CPU implementer") ? arm(values) : elsewhere();
    }

    /** ARM's have numbers in place of a name. */
    private static String arm(Map<String, String> values) {
        return System.getProperty("os.arch") + " (implementer " + values.get("CPU implementer") + ", part "
                + values.get("CPU part") + ", variant " + values.get("CPU variant") + ")";
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
        String identifier = System.getenv("PROCESSOR_IDENTIFIER"); // which Windows sets
        return identifier == null ? System.getProperty("os.arch") : identifier;
    }
}
