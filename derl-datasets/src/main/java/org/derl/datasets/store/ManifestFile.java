package org.derl.datasets.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonSerializer;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/** A manifest as JSON. */
public final class ManifestFile {

    public static final String NAME = "manifest.json";

    private static final Gson JSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .registerTypeAdapter(ByModality.class, (JsonSerializer<ByModality<?>>)
                    (value, type, context) -> context.serialize(value.toMap(), mapType(type)))
            .registerTypeAdapter(ByModality.class, (JsonDeserializer<ByModality<?>>) (json, type, context) ->
                    ByModality.of(context.<Map<String, Object>>deserialize(json, mapType(type))))
            .create();

    private ManifestFile() {}

    private static Type mapType(Type byModality) {
        Type value = ((ParameterizedType) byModality).getActualTypeArguments()[0];
        return TypeToken.getParameterized(Map.class, String.class, value).getType();
    }

    /** Writes a manifest; returns the file's checksum. */
    public static String write(Path file, Manifest manifest) throws IOException {
        Files.writeString(file, JSON.toJson(manifest) + "\n");
        return Fingerprint.of(file);
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException when it is of another version, or none
     */
    public static Manifest read(Path file) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(RegularFile.check(file)))
                    .getAsJsonObject();
            int version = json.get("version").getAsInt();
            if (version != Manifest.VERSION) {
                throw new IOException(file + " is of version " + version + "; this DERL reads " + Manifest.VERSION);
            }
            return JSON.fromJson(json, Manifest.class);
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException(file + " is no manifest that this version of DERL reads: " + Reason.of(e), e);
        }
    }
}
