package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.derl.encoders.tensorflow.SmallBundle;
import org.derl.part.Parameter;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFlowBertTest {

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    /** The weights of a small encoder as TensorFlow names and lays them out. */
    private static SmallBundle bundle(BertEncoder encoder) {
        SmallBundle bundle = new SmallBundle();
        encoder.parameters().forEach((path, parameter) -> {
            boolean dense = path.endsWith(".weight") && !path.contains("LayerNorm") && !path.contains("embeddings");
            NDArray array = parameter.array();
            NDArray stored = dense ? array.transpose() : array;
            bundle.add(name(path), sizes(stored.getShape()), stored.duplicate().toFloatArray());
        });
        return bundle.add("module/cls/predictions/output_bias", new int[] {1}, 1);
    }

    private static String name(String path) {
        return "module/bert/"
                + path.replace("LayerNorm.weight", "LayerNorm.gamma")
                        .replace("LayerNorm.bias", "LayerNorm.beta")
                        .replace("_embeddings.weight", "_embeddings")
                        .replace(".weight", ".kernel")
                        .replaceFirst("layer\\.(\\d+)", "layer_$1")
                        .replace('.', '/');
    }

    private static int[] sizes(Shape shape) {
        return Arrays.stream(shape.getShape()).mapToInt(Math::toIntExact).toArray();
    }

    @Test
    void becomesAHuggingFaceFolderWithTheSameWeights() throws IOException {
        Path jar = directory.resolve("bert.jar");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        try (BertEncoder original = SmallFolder.encoder()) {
            bundle(original).write(jar, String.join("\n", SmallFolder.VOCABULARY) + "\n");
            TensorFlowBert.convert(jar, 2, true, folder);
            HuggingFaceFolder opened = HuggingFaceFolder.open(folder);
            assertEquals(SmallFolder.GEOMETRY, opened.geometry());
            assertEquals(SmallFolder.VOCABULARY, Files.readAllLines(opened.vocabulary()));
            try (BertEncoder converted = new BertEncoder(opened, 0, true, SmallFolder.INPUT)) {
                converted.allocate(Device.cpu(), new Randomness(1));
                Map<String, Parameter> found = converted.parameters();
                original.parameters()
                        .forEach((path, parameter) -> assertArrayEquals(
                                parameter.array().toFloatArray(),
                                found.get(path).array().toFloatArray(),
                                path));
            }
        }
    }

    @Test
    void refusesAJarWithoutAModel() throws IOException {
        Path jar = directory.resolve("bert.jar");
        Files.writeString(jar, "no zip at all");
        assertMessage("bert.jar is no sound jar with a model in it", jar);
        new SmallBundle().write(jar, "");
        assertMessage("no matrix that would be embeddings.word_embeddings.weight", jar);
    }

    @Test
    void noticesDamagedValues() throws IOException {
        Path jar = directory.resolve("bert.jar");
        try (BertEncoder original = SmallFolder.encoder()) {
            bundle(original).damage(100).write(jar, String.join("\n", SmallFolder.VOCABULARY));
        }
        assertMessage("checksum of a tensor", jar);
    }

    private void assertMessage(String part, Path jar) {
        String message = assertThrows(IOException.class, () -> TensorFlowBert.convert(jar, 2, true, directory))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
