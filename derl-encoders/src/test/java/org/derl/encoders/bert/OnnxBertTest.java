package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.derl.encoders.onnx.SmallModel;
import org.derl.part.Parameter;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxBertTest {

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    /** The weights of a small encoder as PyTorch's exporter names and lays them out. */
    private static SmallModel model(BertEncoder encoder) {
        SmallModel model = new SmallModel();
        encoder.parameters().forEach((path, parameter) -> {
            boolean dense = path.endsWith(".weight") && !path.contains("LayerNorm") && !path.contains("embeddings");
            NDArray stored = dense ? parameter.array().transpose() : parameter.array();
            int[] shape = Arrays.stream(stored.getShape().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            String name = dense ? "onnx::MatMul_" + path.hashCode() : path;
            model.weight(name, shape, stored.duplicate().toFloatArray());
            if (dense) {
                model.operation(
                        "MatMul",
                        "/" + path.replaceFirst("\\.weight$", "").replaceAll("\\.(?!\\d)", "/") + "/MatMul",
                        "x",
                        name);
            }
        });
        return model;
    }

    @Test
    void becomesAHuggingFaceFolderWithTheSameWeights() throws IOException {
        Path jar = directory.resolve("bert.jar");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        try (BertEncoder original = SmallFolder.encoder()) {
            model(original).write(jar, "{}");
            OnnxBert.convert(jar, 2, folder);
            HuggingFaceFolder opened = HuggingFaceFolder.open(folder);
            assertEquals(SmallFolder.GEOMETRY, opened.geometry());
            assertEquals("{}", Files.readString(opened.vocabulary()));
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
    void whatIsNoBertIsRefused() throws IOException {
        Path jar = directory.resolve("other.jar");
        new SmallModel()
                .weight("w", new int[] {2, 2}, 1, 2, 3, 4)
                .operation("MatMul", "/decoder/MatMul", "x", "w")
                .write(jar, "{}");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        String message = assertThrows(IOException.class, () -> OnnxBert.convert(jar, 2, folder))
                .getMessage();
        assertTrue(message.contains("/decoder/MatMul uses a weight of the shape"), message);
    }
}
