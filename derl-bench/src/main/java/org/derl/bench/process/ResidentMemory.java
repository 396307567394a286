package org.derl.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory of processes that lies in the machine's, native memory included, in KiB, as Linux tells; empty elsewhere.
 */
public final class ResidentMemory {

    private static final String NOW = "VmRSS:";
    private static final String PEAK = "VmHWM:";

    /** Of it, what is no file that is mapped. */
    private static final String OWN = "RssAnon:";

    private ResidentMemory() {}

    /** Of this process. */
    public static OptionalLong kibibytes() {
        return kibibytes("self", NOW);
    }

    /** What of it is no file that is mapped: the system cannot take it away while the process runs. */
    public static OptionalLong ownKibibytes() {
        return kibibytes("self", OWN);
    }

    /** The most that this process has taken. */
    public static OptionalLong peakKibibytes() {
        return kibibytes("self", PEAK);
    }

    /** Of another process. */
    public static OptionalLong kibibytes(ProcessHandle process) {
        return kibibytes(String.valueOf(process.pid()), NOW);
    }

    /** The most that another process has taken. */
    public static OptionalLong peakKibibytes(ProcessHandle process) {
        return kibibytes(String.valueOf(process.pid()), PEAK);
    }

    private static OptionalLong kibibytes(String process, String beginning) {
        Path status = Path.of("/proc", process, "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(beginning))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
