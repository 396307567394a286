package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private static float[] states(BertEncoder encoder) {
        try (Scope scope = encoder.open()) {
            NDArray tokens = Tensors.of(scope.manager(), new long[] {2, 5, 7, 3}, new Shape(1, 4));
            return encoder.encode(Pass.evaluation(scope), Sequence.full(tokens))
                    .values()
                    .toFloatArray();
        }
    }

    private float[] loaded(boolean pooler) throws IOException {
        HuggingFaceFolder opened = HuggingFaceFolder.open(folder);
        try (BertEncoder encoder = new BertEncoder(opened, 0, pooler, SmallFolder.INPUT)) {
            encoder.allocate(Device.cpu(), new Randomness(99));
            return states(encoder);
        }
    }

    private static float[] original() {
        try (BertEncoder encoder = SmallFolder.encoder()) {
            return states(encoder);
        }
    }

    @Test
    void givesAnEncoderItsShapeAndWeights() throws IOException {
        SmallFolder.write(folder);
        assertEquals(SmallFolder.GEOMETRY, HuggingFaceFolder.open(folder).geometry());
        assertArrayEquals(original(), loaded(true));
        assertArrayEquals(original(), loaded(false));
    }

    @Test
    void givesAPoolerToOthersWhereTheFilesHaveOne() throws IOException {
        SmallFolder.write(folder);
        BertEncoder without = new BertEncoder(HuggingFaceFolder.open(folder), 0, false, SmallFolder.INPUT);
        assertEquals(Set.of("weight", "bias"), without.pooler().keySet());
        float[] weight = new float[64];
        Objects.requireNonNull(without.pooler().get("weight")).fill(weight, new Shape(8, 8), new Randomness(1));
        try (BertEncoder original = SmallFolder.encoder()) {
            assertArrayEquals(
                    Objects.requireNonNull(original.parameters().get("pooler.dense.weight"))
                            .array()
                            .toFloatArray(),
                    weight);
        }
        SmallFolder.write(folder, tensors -> tensors.keySet().removeIf(name -> name.equals("pooler.dense.bias")));
        assertEquals(Map.of(), new BertEncoder(HuggingFaceFolder.open(folder), 0, false, SmallFolder.INPUT).pooler());
        assertEquals(Map.of(), new BertEncoder(SmallFolder.GEOMETRY, SmallFolder.INPUT).pooler());
    }

    @Test
    void understandsPrefixesOldNamesAndHeadsOfPretraining() throws IOException {
        SmallFolder.write(folder, tensors -> {
            NDArray some = tensors.values().iterator().next();
            Map<String, NDArray> renamed = new LinkedHashMap<>();
            tensors.forEach((name, array) -> renamed.put(
                    "bert."
                            + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                    .replace("LayerNorm.bias", "LayerNorm.beta"),
                    array));
            renamed.put("cls.predictions.bias", some);
            renamed.put("bert.embeddings.position_ids", some.getManager().zeros(new Shape(1, 16), DataType.INT64));
            tensors.clear();
            tensors.putAll(renamed);
        });
        assertArrayEquals(original(), loaded(true));
    }

    @Test
    void listsEveryDifference() throws IOException {
        SmallFolder.write(folder, tensors -> {
            NDArray bias = tensors.remove("encoder.layer.0.output.dense.bias");
            tensors.put("encoder.layer.1.output.dense.bias", bias.reshape(2, 4));
            tensors.put("encoder.layer.2.output.dense.bias", bias);
            tensors.put("embeddings.LayerNorm.weight", bias.toType(DataType.FLOAT64, true));
            tensors.put("bert.pooler.dense.bias", bias);
        });
        HuggingFaceFolder opened = HuggingFaceFolder.open(folder);
        String message = assertThrows(IOException.class, () -> new BertEncoder(opened, 0, true, SmallFolder.INPUT))
                .getMessage();
        for (String difference : List.of(
                folder + "/model.safetensors does not fit config.json:",
                "encoder.layer.0.output.dense.bias is missing; expected (8)",
                "encoder.layer.1.output.dense.bias is (2, 4); expected (8)",
                "encoder.layer.2.output.dense.bias belongs to no parameter",
                "embeddings.LayerNorm.weight is of type F64; expected F32, F16 or BF16",
                "bert.pooler.dense.bias is there under another name too")) {
            assertTrue(message.contains(difference), message);
        }
        assertEquals(6, message.lines().count());
    }

    @Test
    void widensBfloat16() throws IOException {
        SmallFolder.write(folder);
        Path file = folder.resolve(HuggingFaceFolder.WEIGHTS);
        SafeTensors whole = SafeTensors.open(file);
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder header = new StringBuilder("{");
        ByteBuffer halves = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : whole.names()) {
            SafeTensors.Tensor tensor = whole.tensor(name);
            int start = halves.position();
            for (int place = (int) tensor.begin(); place < tensor.end(); place += Float.BYTES) {
                halves.put(bytes[place + 2]).put(bytes[place + 3]);
            }
            header.append(header.length() > 1 ? "," : "")
                    .append(String.format(
                            "\"%s\":{\"dtype\":\"BF16\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                            name, Arrays.toString(tensor.shape().getShape()), start, halves.position()));
        }
        byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file16 =
                ByteBuffer.allocate(8 + json.length + halves.position()).order(ByteOrder.LITTLE_ENDIAN);
        file16.putLong(json.length).put(json).put(halves.flip());
        Files.write(file, file16.array());
        float[] exact = original();
        float[] widened = loaded(true);
        assertNotEquals(exact[0], widened[0]);
        assertArrayEquals(exact, widened, 0.05f);
    }

    @Test
    void saysWhichFileIsMissingOrDamaged() throws IOException {
        assertMessage("holds no config.json", () -> HuggingFaceFolder.open(folder));
        SmallFolder.write(folder);
        Path weights = folder.resolve(HuggingFaceFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length - 1));
        assertMessage("model.safetensors is not a sound safetensors file", () -> HuggingFaceFolder.open(folder));
        Files.delete(weights);
        assertMessage("must be saved as safetensors first", () -> HuggingFaceFolder.open(folder));
        Files.write(weights, bytes);
        Files.delete(folder.resolve(HuggingFaceFolder.VOCABULARY));
        assertMessage("neither tokenizer.json nor vocab.txt", () -> HuggingFaceFolder.open(folder));
    }

    @Test
    void listsAllThatIsWrongWithAConfiguration() throws IOException {
        SmallFolder.write(folder);
        Path config = folder.resolve(HuggingFaceConfig.FILE);
        String text = Files.readString(config);
        Files.writeString(
                config,
                text.replace("\"gelu\"", "\"relu\"")
                        .replace("\"hidden_size\": 8,", "")
                        .replace("\"num_attention_heads\": 2", "\"num_attention_heads\": \"two\""));
        for (String problem : List.of(
                "hidden_act is \"relu\"; expected gelu",
                "hidden_size is missing",
                "num_attention_heads is \"two\"; expected a number")) {
            assertMessage(problem, () -> HuggingFaceFolder.open(folder));
        }
        Files.writeString(config, text.replace("\"num_attention_heads\": 2", "\"num_attention_heads\": 3"));
        assertMessage("3 heads do not divide the size 8", () -> HuggingFaceFolder.open(folder));
        Files.writeString(config, "[1]");
        assertMessage("is no JSON object", () -> HuggingFaceFolder.open(folder));
    }

    @Test
    void hasAnotherFingerprintWheneverAnythingDiffers() throws IOException {
        String whole = HuggingFaceFolder.open(SmallFolder.write(folder)).fingerprint();
        assertEquals(whole, HuggingFaceFolder.open(SmallFolder.write(folder)).fingerprint());
        SmallFolder.write(
                folder,
                tensors -> tensors.put(
                        "pooler.dense.bias", tensors.get("pooler.dense.bias").add(1)));
        assertNotEquals(whole, HuggingFaceFolder.open(folder).fingerprint());
        SmallFolder.write(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        assertNotEquals(whole, HuggingFaceFolder.open(folder).fingerprint());
    }

    @Test
    void refusesTokensOfAnotherVocabulary() throws IOException {
        SmallFolder.write(folder);
        PretrainedBert.Config config = new PretrainedBert.Config(folder.toString(), folder, 0.1, false, null, null);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> PretrainedBert.encoder(config, FeatureShape.tokens(5, 16)))
                .getMessage();
        assertTrue(message.contains("give the extractor and the encoder the same weights"), message);
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(IOException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}
