package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.derl.data.FeatureShape;
import org.derl.io.Directories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertTokensTest {

    @TempDir
    Path folder;

    private Directories directories;

    @BeforeEach
    void write() throws IOException {
        SmallFolder.write(folder);
        directories = new Directories(folder, folder);
    }

    private BertTokens tokens(int maximumLength) {
        return new BertTokens(new BertTokens.Config(folder.toString(), maximumLength, ""), directories);
    }

    private List<String> names(String text, int maximumLength) throws IOException {
        try (BertTokenizer tokenizer = BertTokenizer.of(HuggingFaceFolder.open(folder), maximumLength)) {
            return tokenizer.tokens(text).names();
        }
    }

    @Test
    void cutsWordsIntoPiecesOfTheVocabulary() throws IOException {
        assertEquals(
                List.of("[CLS]", "good", "film", "un", "##watch", "##able", "!", "[UNK]", "[SEP]"),
                names("  Góod FILM unwatchable! wonderful", 16));
        assertEquals(List.of("[CLS]", "[SEP]"), names("", 16));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        assertEquals(List.of("[CLS]", "[UNK]", "film", "[SEP]"), names("Good film", 16));
    }

    @Test
    void theShareOfUnknownTokensIsTold() throws IOException {
        assertEquals(Optional.empty(), tokens(16).caveat(List.of("good film", "")));
        String caveat = tokens(16).caveat(List.of("good film", "电影")).orElseThrow();
        assertTrue(caveat.startsWith("50 % of the tokens"), caveat);
        assertTrue(caveat.contains("DERL_BERT_WEIGHTS"), caveat);
    }

    @Test
    void aPrefixStandsBeforeEachText() throws IOException {
        BertTokens plain = tokens(16);
        BertTokens prefixed = new BertTokens(new BertTokens.Config(folder.toString(), 16, "good "), directories);
        assertArrayEquals(
                plain.extract(List.of("good film")).get(0),
                prefixed.extract(List.of("film")).get(0));
        assertNotEquals(plain.fingerprint(), prefixed.fingerprint());
    }

    @Test
    void aNativeLibraryThatWasCutOffIsNamed() throws IOException {
        names("good", 16); // which unpacks it
        Path cache = Utils.getEngineCacheDir();
        List<Path> libraries;
        try (Stream<Path> files = Files.walk(cache.resolve("tokenizers"))) {
            libraries = files.filter(Files::isRegularFile).toList();
        }
        for (Path library : libraries) {
            Path cutOff = folder.resolve(cache.relativize(library));
            Files.createDirectories(cutOff.getParent());
            Files.write(cutOff, new byte[3]);
        }
        System.setProperty("ENGINE_CACHE_DIR", folder.toString());
        try {
            String message = assertThrows(IllegalStateException.class, () -> names("good", 16))
                    .getMessage();
            assertTrue(message.contains(" has 3 bytes in place of "), message);
        } finally {
            System.clearProperty("ENGINE_CACHE_DIR");
        }
    }

    @Test
    void givesNumbersCutOffAtTheMaximumLength() throws IOException {
        List<float[]> numbers = tokens(5).extract(List.of("good film !", "good good good good"));
        assertArrayEquals(new float[] {2, 5, 7, 11, 3}, numbers.get(0));
        assertArrayEquals(new float[] {2, 5, 5, 5, 3}, numbers.get(1));
        FeatureShape.Marks marks = new FeatureShape.Marks(1, List.of(2, 3)); // [UNK], [CLS], [SEP]
        assertEquals(FeatureShape.tokens(12, 5).marked(marks), tokens(5).shape());
        assertNotEquals(tokens(5).fingerprint(), tokens(6).fingerprint());
        try (BertTokenizer tokenizer = BertTokenizer.of(HuggingFaceFolder.open(folder), 5)) {
            assertEquals(false, tokenizer.tokens("good film !").truncated());
            assertEquals(true, tokenizer.tokens("good good good good").truncated());
        }
    }

    @Test
    void prefersATokenizerOfTheFolder() throws IOException {
        Path vocabulary = folder.resolve(HuggingFaceFolder.VOCABULARY);
        String described = WordPiece.describe(vocabulary, true);
        Files.delete(vocabulary);
        Files.writeString(
                folder.resolve(HuggingFaceFolder.TOKENIZER),
                described.replace("\"lowercase\":true", "\"lowercase\":false"));
        assertEquals(List.of("[CLS]", "[UNK]", "film", "[SEP]"), names("Good film", 16));
        Files.writeString(folder.resolve(HuggingFaceFolder.TOKENIZER), "{}");
        String message =
                assertThrows(IOException.class, () -> names("film", 16)).getMessage();
        assertTrue(message.contains("tokenizer.json describes no tokenizer"), message);
    }

    @Test
    void refusesAVocabularyWithoutEnds() throws IOException {
        Path vocabulary = folder.resolve(HuggingFaceFolder.VOCABULARY);
        Files.write(vocabulary, SmallFolder.VOCABULARY.subList(0, 3));
        String message =
                assertThrows(IOException.class, () -> names("film", 16)).getMessage();
        assertTrue(message.endsWith("vocab.txt lacks the token [SEP]"), message);
    }

    @Test
    void refusesLengthsThatBertCannotRead() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> tokens(17)).getMessage();
        assertTrue(message.contains("expected 2 to 16"), message);
    }

    @Test
    void encodesTextsAloneAsInCompany() throws IOException {
        List<String> texts = List.of("good film unwatchable !", "bad", "good film !", "film film film film");
        BertStates.Config config = new BertStates.Config(folder.toString(), 6, "", 3, "cpu");
        BertStates states = new BertStates(config, directories);
        assertEquals(FeatureShape.features(8, 6), states.shape());
        assertNotEquals(tokens(6).fingerprint(), states.fingerprint());
        BertStates.Config otherBatch = new BertStates.Config(folder.toString(), 6, "", 2, "cpu");
        assertNotEquals(new BertStates(otherBatch, directories).fingerprint(), states.fingerprint());
        List<float[]> together = states.extract(texts);
        for (int i = 0; i < texts.size(); i++) {
            float[] alone = states.extract(List.of(texts.get(i))).get(0);
            assertArrayEquals(alone, together.get(i), 2e-6f);
            assertEquals(tokens(6).extract(List.of(texts.get(i))).get(0).length * 8, alone.length);
        }
    }
}
