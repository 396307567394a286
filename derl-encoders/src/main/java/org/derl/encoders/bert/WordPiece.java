package org.derl.encoders.bert;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** BERT's tokenizer as {@code tokenizer.json} describes it, for a folder that holds a vocabulary alone. */
final class WordPiece {

    private static final String PADDING = "[PAD]";
    static final String UNKNOWN = "[UNK]";
    private static final String BEGIN = "[CLS]";
    private static final String END = "[SEP]";

    /** What is no word of a text. */
    static final List<String> MARKS = List.of(UNKNOWN, BEGIN, END);

    private static final String MASK = "[MASK]";
    private static final String CONTINUED = "##";
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;

    private WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Describes the tokenizer of a vocabulary.
     *
     * @param file one token per line, of which the first is padding
     * @throws IOException when a token is missing that BERT needs
     */
    static String describe(Path file, boolean lowerCase) throws IOException {
        List<String> tokens = Files.readString(file).lines().toList();
        Map<String, Integer> vocabulary = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            vocabulary.put(tokens.get(i), i);
        }
        for (String needed : List.of(PADDING, UNKNOWN, BEGIN, END)) {
            if (!vocabulary.containsKey(needed)) {
                throw new IOException(file + " lacks the token " + needed);
            }
        }
        if (!tokens.get(0).equals(PADDING)) {
            throw new IOException(file + " begins with " + tokens.get(0) + "; expected " + PADDING);
        }
        return new WordPiece(vocabulary).description(lowerCase).toString();
    }

    private JsonObject description(boolean lowerCase) {
        JsonObject description = new JsonObject();
        description.addProperty("version", "1.0");
        description.add("added_tokens", special());
        description.add("normalizer", normalizer(lowerCase));
        description.add("pre_tokenizer", typed("BertPreTokenizer"));
        description.add("post_processor", ends());
        description.add("model", model());
        return description;
    }

    private JsonArray special() {
        JsonArray special = new JsonArray();
        for (String token : List.of(PADDING, UNKNOWN, BEGIN, END, MASK)) {
            Integer number = vocabulary.get(token);
            if (number != null) {
                JsonObject added = new JsonObject();
                added.addProperty("id", number);
                added.addProperty("content", token);
                for (String trait : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                    added.addProperty(trait, false);
                }
                added.addProperty("special", true);
                special.add(added);
            }
        }
        return special;
    }

    private static JsonObject normalizer(boolean lowerCase) {
        JsonObject normalizer = typed("BertNormalizer");
        normalizer.addProperty("clean_text", true);
        normalizer.addProperty("handle_chinese_chars", true);
        normalizer.add("strip_accents", JsonNull.INSTANCE); // as lowercase says
        normalizer.addProperty("lowercase", lowerCase);
        return normalizer;
    }

    private JsonObject ends() {
        JsonObject ends = typed("BertProcessing");
        ends.add("cls", numbered(BEGIN));
        ends.add("sep", numbered(END));
        return ends;
    }

    private JsonArray numbered(String token) {
        JsonArray numbered = new JsonArray();
        numbered.add(token);
        numbered.add(vocabulary.get(token));
        return numbered;
    }

    private JsonObject model() {
        JsonObject words = new JsonObject();
        vocabulary.forEach(words::addProperty);
        JsonObject model = typed("WordPiece");
        model.addProperty("unk_token", UNKNOWN);
        model.addProperty("continuing_subword_prefix", CONTINUED);
        model.addProperty("max_input_chars_per_word", LONGEST_WORD);
        model.add("vocab", words);
        return model;
    }

    private static JsonObject typed(String type) {
        JsonObject object = new JsonObject();
        object.addProperty("type", type);
        return object;
    }
}
