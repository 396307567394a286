package org.derl.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.derl.bench.process.ResidentMemory;

/**
 * Another program that takes training steps of the same model. It is given the load as arguments, prints
 * {@code ready PARAMETERS NAME}, and answers each line, which holds a number of steps, with as many thread-CPU times in
 * milliseconds on one line. It ends with its input.
 */
public final class Peer implements AutoCloseable {

    private static final String READY = "ready";
    private static final int SECONDS_TO_END = 5;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final long parameters;
    private final String name;

    /**
     * Starts a peer with a load and waits until it is ready.
     *
     * @param command the program and its own arguments
     * @throws IOException when it cannot be started, or says something else
     */
    public Peer(List<String> command, StepData load) throws IOException {
        this(Stream.concat(command.stream(), load.arguments().stream()).toList());
    }

    /**
     * Starts a peer that is told its load otherwise and waits until it is ready.
     *
     * @param command the program and all its arguments
     * @throws IOException when it cannot be started, or says something else
     */
    public Peer(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
        String[] words = answer().split(" ", 3);
        if (words.length < 3 || !words[0].equals(READY) || !words[1].matches("\\d{1,18}")) {
            process.destroy();
            throw new IOException("the peer '" + String.join(" ", command) + "' must say 'ready PARAMETERS NAME', not '"
                    + String.join(" ", words) + "'");
        }
        parameters = Long.parseLong(words[1]);
        name = words[2];
    }

    /** What it calls itself. */
    public String name() {
        return name;
    }

    /** How many numbers it trains. */
    public long parameters() {
        return parameters;
    }

    /**
     * Lets it take steps.
     *
     * @throws IOException when it ends instead, or does not answer with as many times
     */
    public Times steps(int count) throws IOException {
        questions.println(count);
        questions.flush();
        String line = answer();
        List<Double> times;
        try {
            times = Stream.of(line.trim().split("\\s+")).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IOException("the peer must answer with numbers, not '" + line + "'", e);
        }
        if (times.size() != count) {
            throw new IOException("the peer was asked for " + count + " steps, but took " + times.size());
        }
        return new Times(times);
    }

    /** The memory that it takes now, as {@link ResidentMemory} tells. */
    public OptionalLong kibibytes() {
        return ResidentMemory.kibibytes(process.toHandle());
    }

    /** The most memory that it has taken. */
    public OptionalLong peakKibibytes() {
        return ResidentMemory.peakKibibytes(process.toHandle());
    }

    /** The processor time of all its threads since it started. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the peer ended before it answered");
        }
        return line;
    }

    /** With which status it ended, waiting a moment for an end that has begun; empty where it goes on. */
    public OptionalInt status() {
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Kills it; whoever waits for its answer is told that it ended. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
