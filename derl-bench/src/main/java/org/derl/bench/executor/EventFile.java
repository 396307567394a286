package org.derl.bench.executor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.TrialFolder;

/**
 * The file by which a trial tells how far it is, wherever it runs: a line of JSON for each event. Whoever waits reads
 * what is new in it. Nothing that matters follows from it, so that a line forged by a plugin deceives nobody but for
 * the bar that moves.
 */
public final class EventFile {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();
    private static final String EVENT = "event";
    private static final String STARTED = "started";
    private static final String STEPPED = "stepped";
    private static final String FINISHED = "finished";
    private static final String CHECKPOINTED = "checkpointed";
    private static final String SAID = "said";
    private static final String INTERRUPTED = "interrupted";

    /** Steps are told of no more often than a bar can be watched. */
    private static final long BETWEEN_STEPS = 200_000_000;

    /** What a trial may tell: epochs without end, say, still leave room on the disk. */
    private static final long MOST_BYTES = 16 << 20;

    private static final int LONGEST_READ = 1 << 20;

    private final TrialFolder folder;
    private final Path file;
    private long read;
    private long stepped = System.nanoTime() - BETWEEN_STEPS;

    /** The events of a folder; what is there already is not read again. */
    public EventFile(TrialFolder folder) throws IOException {
        this.folder = folder;
        file = folder.events();
        read = Files.exists(file) ? Files.size(file) : 0;
    }

    /** Tells that the trial begins. */
    public void started(String where) {
        JsonObject event = event(STARTED);
        event.addProperty("where", where);
        append(event);
    }

    /** Tells that the trial was told to stop. */
    public void interrupted() {
        append(event(INTERRUPTED));
    }

    /** Tells how the training goes. */
    public Progress progress() {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                JsonObject event = GSON.toJsonTree(epoch).getAsJsonObject();
                event.addProperty(EVENT, FINISHED);
                append(event);
            }

            @Override
            public void stepped(int epoch, int step, int steps) {
                if (System.nanoTime() - stepped >= BETWEEN_STEPS) {
                    stepped = System.nanoTime();
                    JsonObject event = event(STEPPED);
                    event.addProperty("epoch", epoch);
                    event.addProperty("step", step);
                    event.addProperty("steps", steps);
                    append(event);
                }
            }

            @Override
            public void checkpointed(long steps, double seconds) {
                JsonObject event = event(CHECKPOINTED);
                event.addProperty("steps", steps);
                event.addProperty("seconds", seconds);
                append(event);
            }

            @Override
            public void said(String line) {
                JsonObject event = event(SAID);
                event.addProperty("line", line);
                append(event);
            }
        };
    }

    private static JsonObject event(String name) {
        JsonObject event = new JsonObject();
        event.addProperty(EVENT, name);
        return event;
    }

    private void append(JsonObject event) {
        byte[] line = (GSON.toJson(event) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            if (channel.size() < MOST_BYTES && line.length < LONGEST_READ) {
                channel.write(ByteBuffer.wrap(line));
            }
        } catch (IOException e) {
            // a trial does not end because nobody hears how far it is
        }
    }

    /** What is new in it. */
    public List<TrialEvent> read() throws IOException {
        List<TrialEvent> events = new ArrayList<>();
        for (String line : lines()) {
            parsed(line).ifPresent(events::add);
        }
        return events;
    }

    private List<String> lines() throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            read = size < read ? 0 : read; // the trial was begun anew
            bytes = ByteBuffer.allocate(
                    (int) Math.min(LONGEST_READ, size - read)); // mostly none: it is looked at often
            channel.read(bytes, read);
        } catch (NoSuchFileException e) {
            read = 0;
            return List.of();
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        // A line that is longer than any of ours is passed over.
        read += end == 0 && bytes.position() == LONGEST_READ ? LONGEST_READ : end;
        return new String(bytes.array(), 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    private Optional<TrialEvent> parsed(String line) {
        try {
            JsonElement json = GSON.fromJson(line, JsonElement.class);
            return json == null || !json.isJsonObject() ? Optional.empty() : event(json.getAsJsonObject());
        } catch (JsonParseException
                | NullPointerException
                | IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException e) {
            return Optional.empty(); // by a plugin that writes into its trial's files
        }
    }

    private Optional<TrialEvent> event(JsonObject json) {
        return Optional.ofNullable(
                switch (json.get(EVENT).getAsString()) {
                    case STARTED ->
                        new TrialEvent.Started(folder, json.get("where").getAsString());
                    case STEPPED ->
                        new TrialEvent.Stepped(
                                folder,
                                json.get("epoch").getAsInt(),
                                json.get("step").getAsInt(),
                                json.get("steps").getAsInt());
                    case FINISHED -> new TrialEvent.Finished(folder, GSON.fromJson(json, Progress.Epoch.class));
                    case CHECKPOINTED ->
                        new TrialEvent.Checkpointed(
                                folder,
                                json.get("steps").getAsLong(),
                                json.get("seconds").getAsDouble());
                    case SAID -> new TrialEvent.Said(folder, json.get("line").getAsString());
                    case INTERRUPTED -> new TrialEvent.Interrupted(folder);
                    default -> null;
                });
    }
}
