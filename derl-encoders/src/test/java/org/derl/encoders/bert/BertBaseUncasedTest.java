package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.derl.data.FeatureShape;
import org.derl.io.Directories;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real weights against the reference, where a comparison has fetched them before: a test downloads nothing. */
class BertBaseUncasedTest {

    private static final String NAME = "bert-base-uncased";
    private static final double TOLERANCE = 2e-4;

    private Path cache;
    private Path golden;
    private List<String> sentences;
    private Config reference;

    @BeforeEach
    void findWeights() throws Exception {
        cache = Path.of(ConfigFactory.load().getString("derl.directories.cache"));
        Path weights = cache.resolve("text-encoders").resolve(NAME);
        assumeTrue(
                Files.isDirectory(weights),
                () -> "skipped, for there is no " + weights + "; './derl compare --data mosi-words' fetches it");
        golden = Path.of(Objects.requireNonNull(getClass().getResource("bert_base_uncased/config.json"))
                        .toURI())
                .getParent();
        reference = ConfigFactory.parseFile(golden.resolve("config.json").toFile());
        sentences = reference.getStringList("sentences");
        Compute.prepareThread();
    }

    private SafeTensors expected() throws IOException {
        return SafeTensors.open(golden.resolve("expected.safetensors"));
    }

    @Test
    void cutsTextsIntoTheReferencesTokens() throws IOException {
        try (BertTokenizer tokenizer = BertTokenizer.of(PretrainedWeights.open(NAME, cache), 128)) {
            for (int i = 0; i < sentences.size(); i++) {
                assertEquals(
                        reference.getList("tokens").get(i).unwrapped(),
                        tokenizer.tokens(sentences.get(i)).names());
            }
        }
    }

    @Test
    void computesTheReferencesStates() throws IOException {
        BertStates states = new BertStates(
                new BertStates.Config(NAME, 128, "", 3, "cpu"), new Directories(Path.of("no-data"), cache));
        assertEquals(FeatureShape.features(768, 128), states.shape());
        List<float[]> found = states.extract(sentences);
        try (Scope scope = Scope.below(Compute.newManager(Device.cpu()))) {
            float[] firsts = expected()
                    .read(scope.manager(), "last_hidden_state.first32")
                    .toFloatArray();
            float[] classes =
                    expected().read(scope.manager(), "last_hidden_state.cls").toFloatArray();
            for (int row = 0; row < found.size(); row++) {
                int length = reference.getList("tokens").get(row) instanceof List<?> tokens ? tokens.size() : 0;
                assertEquals(length * 768, found.get(row).length);
                assertArrayEquals(
                        Arrays.copyOfRange(classes, row * 768, (row + 1) * 768),
                        Arrays.copyOf(found.get(row), 768),
                        (float) TOLERANCE);
                for (int step = 0; step < length; step++) {
                    int at = (row * 24 + step) * 32;
                    assertArrayEquals(
                            Arrays.copyOfRange(firsts, at, at + 32),
                            Arrays.copyOfRange(found.get(row), step * 768, step * 768 + 32),
                            (float) TOLERANCE,
                            "step " + step + " of text " + row);
                }
            }
        }
    }
}
