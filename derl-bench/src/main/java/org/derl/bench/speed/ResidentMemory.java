package org.derl.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory of this process that lies in the machine's, native memory included. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";

    private ResidentMemory() {}

    /** In KiB, as Linux tells; empty elsewhere. */
    public static OptionalLong kibibytes() {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(LINE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
