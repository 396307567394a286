package org.derl.encoders.bert;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derl.io.Reason;
import org.derl.tensor.NativeLibraries;

/** Turns texts into token numbers as the weights of a HuggingFace folder expect them. */
final class BertTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private BertTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The tokenizer of a folder.
     *
     * @param maximumLength where longer texts are cut off, the tokens at both ends counted
     * @throws IOException when its file is damaged
     */
    static BertTokenizer of(HuggingFaceFolder folder, int maximumLength) throws IOException {
        Path file = folder.vocabulary();
        String description = file.endsWith(HuggingFaceFolder.TOKENIZER)
                ? Files.readString(file)
                : WordPiece.describe(file, HuggingFaceConfig.isLowerCase(folder.folder()));
        Map<String, String> options = Map.of(
                "addSpecialTokens", "true",
                "truncation", "true",
                "maxLength", String.valueOf(maximumLength),
                "padding", "false");
        NativeLibraries.checkTokenizers();
        try {
            return new BertTokenizer(HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(description.getBytes(StandardCharsets.UTF_8)), options));
        } catch (RuntimeException e) { // which is all that the native tokenizer throws
            throw new IOException(file + " describes no tokenizer: " + Reason.of(e), e);
        }
    }

    /**
     * The tokens of a text.
     *
     * @param numbers from the one that marks the beginning to the one that marks the end
     * @param names of the same tokens
     * @param truncated whether the text was longer
     */
    record Tokens(List<Long> numbers, List<String> names, boolean truncated) {}

    Tokens tokens(String text) {
        Encoding encoding = tokenizer.encode(text);
        List<Long> numbers = Arrays.stream(encoding.getIds()).boxed().toList();
        return new Tokens(numbers, List.of(encoding.getTokens()), encoding.exceedMaxLength());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
