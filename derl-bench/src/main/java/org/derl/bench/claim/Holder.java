package org.derl.bench.claim;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has a claim, as its file says.
 *
 * @param host the name of the machine
 * @param machine tells apart machines, their starts, and containers that number processes on their own
 * @param process its number there
 * @param started when it began, in the machine's own ticks; empty where the system does not say
 * @param job of a cluster's scheduler; empty outside of one
 * @param token of this very claim
 */
public record Holder(String host, String machine, long process, String started, String job, String token) {

    private static final Gson GSON = new Gson();

    /** A new one, of this process. */
    static Holder ofThisProcess() {
        long process = ProcessHandle.current().pid();
        return new Holder(
                Machine.host(),
                Machine.identity(),
                process,
                Machine.started(process),
                Machine.job(),
                UUID.randomUUID().toString());
    }

    String json() {
        return GSON.toJson(this) + "\n";
    }

    /** Of a claim's file; empty where there is none, or it was not written to its end. */
    static Optional<Holder> read(Path file) throws IOException {
        try {
            Holder holder = GSON.fromJson(Files.readString(file), Holder.class);
            return Optional.ofNullable(holder).filter(Holder::isWhole);
        } catch (NoSuchFileException | JsonParseException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        for (@Nullable Object part : new @Nullable Object[] {host, machine, started, job, token}) {
            if (part == null) {
                return false;
            }
        }
        return true;
    }

    /** Whether this process can see it, if it lives. */
    boolean isOfThisMachine() {
        return !machine.isEmpty() && machine.equals(Machine.identity());
    }

    /** Whether it is a process of this machine that has ended for certain. */
    public boolean hasEnded() {
        return isOfThisMachine()
                && (!ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false)
                        || !Objects.equals(started, Machine.started(process)));
    }

    /** In a message: {@code process 12 on node-3 (job 7_1)}. */
    @Override
    public String toString() {
        return "process " + process + " on " + host + (job.isEmpty() ? "" : " (job " + job + ")");
    }
}
