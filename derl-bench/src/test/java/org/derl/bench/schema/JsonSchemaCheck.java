package org.derl.bench.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks JSON by a schema, as far as ours use JSON Schema; a keyword that it does not know is a failure. */
public final class JsonSchemaCheck {

    private final JsonObject whole;

    public JsonSchemaCheck(JsonObject whole) {
        this.whole = whole;
    }

    /** What is wrong, each with its place. */
    public List<String> mistakes(JsonElement json) {
        List<String> mistakes = new ArrayList<>();
        check(whole, json, "", mistakes);
        return mistakes;
    }

    private void check(JsonObject schema, JsonElement json, String path, List<String> mistakes) {
        for (Map.Entry<String, JsonElement> keyword : schema.entrySet()) {
            JsonElement value = keyword.getValue();
            boolean holds = true;
            switch (keyword.getKey()) {
                case "$schema", "$defs", "title", "description", "default" -> {}
                case "$ref" -> {
                    String name = value.getAsString().substring("#/$defs/".length());
                    check(whole.getAsJsonObject("$defs").getAsJsonObject(name), json, path, mistakes);
                }
                case "type" -> holds = isOf(value, json);
                case "const" -> holds = value.equals(json);
                case "enum" -> holds = value.getAsJsonArray().contains(json);
                case "anyOf" -> holds = any(value.getAsJsonArray(), json, path);
                case "items" -> {
                    if (json.isJsonArray()) {
                        json.getAsJsonArray()
                                .forEach(item -> check(value.getAsJsonObject(), item, path + "[]", mistakes));
                    }
                }
                case "properties" -> {
                    if (json.isJsonObject()) {
                        value.getAsJsonObject().asMap().forEach((key, below) -> {
                            if (json.getAsJsonObject().has(key)) {
                                check(
                                        below.getAsJsonObject(),
                                        json.getAsJsonObject().get(key),
                                        path + "." + key,
                                        mistakes);
                            }
                        });
                    }
                }
                case "additionalProperties" -> additional(schema, value, json, path, mistakes);
                default -> throw new IllegalStateException("unknown keyword " + keyword.getKey());
            }
            if (!holds) {
                mistakes.add(path + ": " + json + " by " + keyword);
            }
        }
    }

    private void additional(
            JsonObject schema, JsonElement below, JsonElement json, String path, List<String> mistakes) {
        if (!json.isJsonObject()) {
            return;
        }
        json.getAsJsonObject().asMap().forEach((key, value) -> {
            boolean named = schema.has("properties")
                    && schema.getAsJsonObject("properties").has(key);
            if (!named && below.isJsonObject()) {
                check(below.getAsJsonObject(), value, path + "." + key, mistakes);
            } else if (!named && !below.getAsBoolean()) {
                mistakes.add(path + "." + key + " is no property");
            }
        });
    }

    private boolean any(JsonArray schemas, JsonElement json, String path) {
        for (JsonElement schema : schemas) {
            List<String> mistakes = new ArrayList<>();
            check(schema.getAsJsonObject(), json, path, mistakes);
            if (mistakes.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(JsonElement types, JsonElement json) {
        if (types.isJsonArray()) {
            return types.getAsJsonArray().asList().stream().anyMatch(type -> isOf(type, json));
        }
        return switch (types.getAsString()) {
            case "null" -> json.isJsonNull();
            case "object" -> json.isJsonObject();
            case "array" -> json.isJsonArray();
            case "string" -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
            case "boolean" ->
                json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean();
            case "number" -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber();
            case "integer" ->
                json.isJsonPrimitive()
                        && json.getAsJsonPrimitive().isNumber()
                        && json.getAsDouble() == Math.rint(json.getAsDouble());
            default -> throw new IllegalStateException("unknown type " + types);
        };
    }
}
