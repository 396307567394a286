package org.derl.bench.trial;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.derl.io.RegularFile;

/** JSON that holds a checksum of itself, so that damage is noticed. */
public final class CheckedJson {

    public static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private static final String CHECKSUM = "checksum";

    private CheckedJson() {}

    /** Writes an object, and the checksum after what it holds. */
    public static void write(Path file, JsonObject json) throws IOException {
        json.addProperty(CHECKSUM, checksum(json));
        AtomicFile.write(file, GSON.toJson(json) + "\n");
    }

    /**
     * Reads an object.
     *
     * @throws IOException when it is missing or damaged
     */
    public static JsonObject read(Path file) throws IOException {
        JsonElement json = parsed(file);
        if (json == null || !json.isJsonObject()) {
            throw new IOException(file + " is damaged: it holds nothing");
        }
        JsonObject object = json.getAsJsonObject();
        JsonElement checksum = object.remove(CHECKSUM);
        if (checksum == null) {
            throw new IOException(file + " is damaged: it holds no checksum of itself");
        } else if (!checksum.toString().equals("\"" + checksum(object) + "\"")) {
            throw new IOException(file + " is damaged: its checksum is not that of what was written");
        }
        return object;
    }

    private static JsonElement parsed(Path file) throws IOException {
        try {
            return GSON.fromJson(Files.readString(RegularFile.check(file)), JsonElement.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is damaged: it is no JSON as DERL writes it", e);
        }
    }

    private static String checksum(JsonObject json) {
        return new Fingerprint().add(GSON.toJson(json)).hexadecimal();
    }
}
