package org.derl.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory of this process that lies in the machine's, native memory included. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** In KiB, as Linux tells; empty elsewhere. */
    public static OptionalLong kibibytes() {
        return kibibytes("VmRSS:");
    }

    /** What of it is no file that is mapped, in KiB: the system cannot take it away while the process runs. */
    public static OptionalLong ownKibibytes() {
        return kibibytes("RssAnon:");
    }

    private static OptionalLong kibibytes(String beginning) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(beginning))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
