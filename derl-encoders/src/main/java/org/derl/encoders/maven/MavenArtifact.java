package org.derl.encoders.maven;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.derl.io.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that Maven fetches, so that a user's settings, mirrors and local repository hold.
 *
 * @param coordinates group:artifact:version
 * @param sha256 what the file must be
 * @param megabytes its size, for those who wait
 */
public record MavenArtifact(String coordinates, String sha256, int megabytes) {

    /** The version that the build uses. */
    static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

    /** Further arguments for Maven, such as {@code -o}; those of the launcher. */
    static final String ARGUMENTS = "DERL_MAVEN_ARGS";

    private static final Logger LOG = LoggerFactory.getLogger(MavenArtifact.class);
    private static final int PATIENCE_SECONDS = 15;
    private static final String ERROR = "[ERROR]";
    private static final int MOST_LINES = 6;

    /**
     * Fetches the file into a folder.
     *
     * @throws IOException when there is no Maven, it fails, or the file is another; the message says what to do
     */
    public Path fetch(Path folder) throws IOException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return fetch(folder, windows ? "mvn.cmd" : "mvn");
    }

    /**
     * Fetches it by a command of one's own.
     *
     * @throws IOException as above
     */
    public Path fetch(Path folder, String maven) throws IOException {
        LOG.info("fetching {} by Maven, {} MB, once", coordinates, megabytes);
        Path log = folder.resolve("maven.log");
        int status = run(command(folder, maven), folder, log);
        if (status != 0) {
            throw new IOException("Maven could not fetch " + coordinates + ":\n  " + complaint(log)
                    + "\nIt needs the network once, or " + coordinates + " in the local repository");
        }
        String[] parts = coordinates.split(":", -1);
        Path file = folder.resolve(parts[1] + "-" + parts[2] + ".jar");
        String found = Fingerprint.of(file);
        if (!found.equals(sha256)) {
            throw new IOException(coordinates + " is not the file that was expected: its SHA-256 is " + found
                    + "; remove it from the local Maven repository and try again");
        }
        return file;
    }

    private List<String> command(Path folder, String maven) {
        List<String> command = new ArrayList<>(List.of(maven, "-B", "-ntp"));
        String more = System.getenv(ARGUMENTS);
        if (more != null) {
            Stream.of(more.trim().split("\\s+")).filter(part -> !part.isEmpty()).forEach(command::add);
        }
        command.addAll(
                List.of(PLUGIN + ":copy", "-Dartifact=" + coordinates, "-DoutputDirectory=" + folder.toAbsolutePath()));
        return command;
    }

    private static int run(List<String> command, Path folder, Path log) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "pretrained weights are fetched by Maven, but '" + command.get(0)
                            + "' cannot be started: install Maven 3.8 or newer",
                    e);
        }
        try {
            process.getOutputStream().close();
            for (int seconds = PATIENCE_SECONDS; !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS); ) {
                LOG.info("still fetching after {} s", seconds);
                seconds += PATIENCE_SECONDS;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("fetching was interrupted");
        } finally {
            process.destroy();
        }
    }

    /** What Maven says about its failure, without its advice that follows an empty line. */
    private static String complaint(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        List<String> errors = lines.stream()
                .dropWhile(line -> !line.startsWith(ERROR))
                .takeWhile(line -> !line.equals(ERROR))
                .toList();
        List<String> told = errors.isEmpty() ? lines : errors;
        return String.join("\n  ", told.subList(0, Math.min(MOST_LINES, told.size())));
    }
}
