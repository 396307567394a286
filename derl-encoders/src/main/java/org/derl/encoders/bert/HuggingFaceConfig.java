package org.derl.encoders.bert;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/** The shape of a BERT as a HuggingFace folder tells it in {@code config.json}. */
final class HuggingFaceConfig {

    static final String FILE = "config.json";

    private static final String TOKENIZER_FILE = "tokenizer_config.json";
    private static final String LOWER_CASE = "do_lower_case";
    private static final int MOST_BYTES = 1 << 20;
    private static final double DROPOUT = 0.1;
    private static final double EPSILON = 1e-12;

    private final JsonObject json;
    private final List<String> problems = new ArrayList<>();

    private HuggingFaceConfig(JsonObject json) {
        this.json = json;
    }

    /**
     * Reads the shape.
     *
     * @throws IOException when the file is missing, or is of no BERT that can be built here; the message lists all
     *     reasons
     */
    static BertGeometry read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        HuggingFaceConfig config = new HuggingFaceConfig(object(file));
        try {
            return config.geometry();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " describes no BERT that is known here: " + e.getMessage(), e);
        }
    }

    private static JsonObject object(Path file) throws IOException {
        if (Files.size(RegularFile.check(file)) > MOST_BYTES) {
            throw new IOException(file + " is longer than " + MOST_BYTES + " bytes");
        }
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(file + " is no JSON object: " + Reason.of(e), e);
        }
    }

    private BertGeometry geometry() {
        expect("model_type", "bert");
        expect("hidden_act", "gelu");
        expect("position_embedding_type", "absolute");
        expect("pad_token_id", "0");
        expect("is_decoder", "false");
        int vocabulary = size("vocab_size");
        int hidden = size("hidden_size");
        int layers = size("num_hidden_layers");
        int heads = size("num_attention_heads");
        int inner = size("intermediate_size");
        int positions = size("max_position_embeddings");
        int types = size("type_vocab_size");
        double dropout = number("hidden_dropout_prob", DROPOUT);
        double attentionDropout = number("attention_probs_dropout_prob", DROPOUT);
        double epsilon = number("layer_norm_eps", EPSILON);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new BertGeometry(
                vocabulary, hidden, layers, heads, inner, positions, types, true, dropout, attentionDropout, epsilon);
    }

    /** What is left out is as usual. */
    private void expect(String name, String value) {
        JsonElement found = json.get(name);
        if (found != null && !(found.isJsonPrimitive() && found.getAsString().equals(value))) {
            problems.add(name + " is " + found + "; expected " + value);
        }
    }

    private int size(String name) {
        double size = number(name, 0);
        if (size < 1 || size > Integer.MAX_VALUE || size != Math.rint(size)) {
            problems.add(name + (json.has(name) ? " is " + json.get(name) : " is missing")
                    + "; expected a positive whole number");
        }
        return (int) size;
    }

    private double number(String name, double otherwise) {
        JsonElement found = json.get(name);
        if (found == null) {
            return otherwise;
        } else if (found.isJsonPrimitive() && found.getAsJsonPrimitive().isNumber()) {
            return found.getAsDouble();
        }
        problems.add(name + " is " + found + "; expected a number");
        return otherwise;
    }

    /** Whether texts are put into lower case; for a vocabulary without a {@code tokenizer.json}. */
    static boolean isLowerCase(Path folder) throws IOException {
        Path file = folder.resolve(TOKENIZER_FILE);
        JsonElement lowerCase = Files.exists(file) ? object(file).get(LOWER_CASE) : null;
        return lowerCase == null || !lowerCase.toString().equals("false");
    }

    /** Writes both files, so that others can read the folder too. */
    static void write(Path folder, BertGeometry geometry, boolean lowerCase) throws IOException {
        Map<String, Object> config = new TreeMap<>();
        config.put("model_type", "bert");
        config.put("architectures", List.of("BertModel"));
        config.put("hidden_act", "gelu");
        config.put("position_embedding_type", "absolute");
        config.put("pad_token_id", 0);
        config.put("vocab_size", geometry.vocabulary());
        config.put("hidden_size", geometry.size());
        config.put("num_hidden_layers", geometry.layers());
        config.put("num_attention_heads", geometry.heads());
        config.put("intermediate_size", geometry.feedForwardSize());
        config.put("max_position_embeddings", geometry.positions());
        config.put("type_vocab_size", geometry.tokenTypes());
        config.put("hidden_dropout_prob", geometry.dropout());
        config.put("attention_probs_dropout_prob", geometry.attentionDropout());
        config.put("layer_norm_eps", geometry.epsilon());
        write(folder.resolve(FILE), config);
        write(folder.resolve(TOKENIZER_FILE), Map.of(LOWER_CASE, lowerCase));
    }

    private static void write(Path file, Map<String, Object> values) throws IOException {
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(values) + "\n");
    }
}
