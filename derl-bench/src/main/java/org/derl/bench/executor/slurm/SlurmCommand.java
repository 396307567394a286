package org.derl.bench.executor.slurm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derl.io.Reason;

/** A command of Slurm's. */
final class SlurmCommand {

    private static final int MOST_BYTES = 8 << 20;
    private static final long SECONDS = 120;

    private SlurmCommand() {}

    /**
     * Runs one.
     *
     * @return what it printed to standard output
     * @throws IOException when it is not there, or fails; the message says what it said
     */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.get(0) + " has not answered for " + SECONDS + " s");
            } else if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " fails: " + Reason.shortened(said));
            }
            return said;
        } finally {
            process.destroy();
        }
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    "there is no command '" + command.get(0)
                            + "' here; --executor slurm is for machines that submit jobs"
                            + " to Slurm, --executor local runs trials on this one",
                    e);
        }
    }
}
