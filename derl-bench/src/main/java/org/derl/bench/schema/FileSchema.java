package org.derl.bench.schema;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSetSettings;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.config.Catalog;
import org.derl.config.SettingsSchema;

/** The JSON schema of settings files: of models, data sets, text encoders and experiments. */
public final class FileSchema {

    private static final Map<String, Object> ANYTHING = Map.of();
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> TEXTS = Map.of("type", "array", "items", TEXT);

    private final SettingsSchema settings;
    private final Models models;

    @Inject
    FileSchema(Configuration configuration, Catalog catalog, Models models) {
        settings = new SettingsSchema(catalog, configuration.defaults());
        this.models = models;
    }

    /** The schema, as maps, lists, texts and numbers. */
    public Map<String, Object> schema() {
        Map<String, Object> model = new LinkedHashMap<>(settings.of(
                ModelSettings.class,
                Map.of(
                        "like", TEXT,
                        "searched-with", TEXT,
                        "published", ANYTHING,
                        "space", ANYTHING,
                        "searched", ANYTHING,
                        "on", ANYTHING)));
        Map<String, Object> named = new LinkedHashMap<>();
        models.names()
                .forEach(name -> named.put(
                        name,
                        Map.of(
                                "$ref",
                                "#/$defs/model",
                                "description",
                                models.settings(name, List.of()).title())));
        Map<String, Object> derl = new LinkedHashMap<>();
        derl.put(
                "models",
                Map.of("type", "object", "properties", named, "additionalProperties", Map.of("$ref", "#/$defs/model")));
        derl.put("data-sets", SettingsSchema.byName(settings.of(DataSetSettings.class, Map.of())));
        derl.put(
                "text-encoders",
                SettingsSchema.byName(settings.of(TextEncoderSettings.class, Map.of("training", ANYTHING))));
        derl.put("executors", SettingsSchema.byName(ANYTHING));
        derl.put("trial-listeners", SettingsSchema.byName(ANYTHING));
        derl.put(
                "defaults",
                SettingsSchema.object(Map.of(
                        "file-format", SettingsSchema.byName(ANYTHING),
                        "feature-layout", SettingsSchema.byName(ANYTHING))));
        derl.put("experiments", SettingsSchema.byName(experiment()));
        Map<String, Object> definitions = settings.definitions();
        definitions.put("model", model);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        all.put("title", "Settings of DERL");
        all.putAll(SettingsSchema.object(Map.of("derl", SettingsSchema.object(derl))));
        all.put("$defs", definitions);
        return all;
    }

    private static Map<String, Object> experiment() {
        Map<String, Object> values = Map.of("type", List.of("array", "string"));
        Map<String, Object> vary = SettingsSchema.object(Map.of("setting", TEXT, "values", values));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", TEXT);
        all.put("data-set", TEXT);
        all.put("models", TEXTS);
        all.put("compare-to", TEXT);
        all.put("seeds", Map.of("type", List.of("integer", "string", "array")));
        all.put("kernels", Map.of("enum", List.of("portable", "native")));
        all.put("split", Map.of("enum", List.of("validation", "test")));
        all.put("metrics", Map.of("type", "array"));
        all.put("equality", ANYTHING);
        all.put("published", ANYTHING);
        all.put("settings", SettingsSchema.byName(ANYTHING));
        all.put("vary", Map.of("anyOf", List.of(vary, Map.of("type", "array", "items", vary))));
        all.put("vary-together", Map.of("type", "boolean"));
        return SettingsSchema.object(all);
    }
}
