package org.derl.bench.trial;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.data.preparation.ColumnScales;
import org.derl.data.preparation.Preparation;
import org.derl.data.preparation.Preparation.NonFinite;
import org.derl.data.preparation.Preparation.Steps;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code preparation.json} of a trial: for each modality, how its data set's raw features became what the model
 * reads.
 *
 * @param path of the file
 */
record PreparationFile(Path path) {

    private static final String MODALITIES = "modalities";

    /**
     * As it is written.
     *
     * @param standardized whether columns are; scales are what they are divided by
     * @param clip absent where nothing is clipped; JSON has no infinity
     */
    private record Stored(
            List<String> recipes,
            Steps steps,
            NonFinite nonFinite,
            boolean float16,
            boolean standardized,
            @Nullable Double clip,
            List<Double> means,
            List<Double> scales) {

        static Stored of(Preparation own) {
            return new Stored(
                    own.recipes(),
                    own.steps(),
                    own.nonFinite(),
                    own.halved(),
                    own.standardizes(),
                    Double.isInfinite(own.clip()) ? null : own.clip(),
                    own.columns().means(),
                    own.columns().scales());
        }

        Preparation preparation() {
            return new Preparation(
                    steps,
                    nonFinite,
                    float16,
                    ColumnScales.scaled(means, scales),
                    standardized,
                    clip == null ? Double.POSITIVE_INFINITY : clip,
                    recipes);
        }
    }

    void write(ByModality<Preparation> preparation) throws IOException {
        Map<String, Stored> stored = new LinkedHashMap<>();
        preparation.forEach((modality, own) -> stored.put(modality.name(), Stored.of(own)));
        JsonObject json = new JsonObject();
        json.add(MODALITIES, CheckedJson.GSON.toJsonTree(stored));
        CheckedJson.write(path, json);
    }

    /**
     * Reads it.
     *
     * @throws IOException when it is missing or damaged
     */
    ByModality<Preparation> read() throws IOException {
        JsonObject json = CheckedJson.read(path);
        try {
            Map<String, Stored> stored = CheckedJson.GSON.fromJson(json.get(MODALITIES), new TypeToken<>() {});
            return ByModality.of(stored)
                    .map((modality, own) -> Objects.requireNonNull(own).preparation());
        } catch (RuntimeException e) { // by which Gson tells as well that something is of another kind
            throw new IOException(path + " is damaged: " + Reason.of(e), e);
        }
    }
}
