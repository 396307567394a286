package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.encoders.bert.BertEncoder;
import org.derl.model.FusionModel;
import org.derl.model.TextEncoded;
import org.derl.models.magbert.MagBert;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Initializer;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Precision;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class MagBertTest {

    private static final int SIZE = 8;
    private static final int VOCABULARY = 20;

    // Of BERT-Base; the pooler is a part of the model here.
    private static final BertEncoder.Config BASE = new BertEncoder.Config(768, 12, 12, 3072, 0.1, 512, 2, false);
    private static final int BASE_VOCABULARY = 30_522;

    private static ModelTrial<MagBert.Pooled> small(String more) {
        return ModelTrial.of("mag-bert", ConfigFactory.parseString(more), ModelTrial.schema(SIZE, 3, 4));
    }

    @Test
    void hasAsManyParametersAsTheReference() {
        BertEncoder base = new BertEncoder(BASE, FeatureShape.tokens(BASE_VOCABULARY, 50));
        long bert = base.parameterCount();
        assertEquals(
                110_705_665, bert + ModelTrial.parameterCount("mag-bert", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(
                110_834_689, bert + ModelTrial.parameterCount("mag-bert", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    /** The outputs of the model's parts, by path. */
    private static Map<String, float[]> seen(FusionModel<MagBert.Pooled> model, Scope scope, Batch batch) {
        Map<String, float[]> seen = new LinkedHashMap<>();
        model.registerForwardHook(part -> {
            if (part.output().getDataType().isFloating()) {
                seen.put(part.path(), part.output().toFloatArray());
            }
        });
        seen.put(
                "prediction",
                model.forward(Pass.evaluation(scope), batch).prediction().toFloatArray());
        model.removeForwardHook();
        return seen;
    }

    private static Map<String, Sequence> frames(NDManager manager, int... lengths) {
        Randomness randomness = new Randomness(3);
        int time = Arrays.stream(lengths).max().orElseThrow();
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("audio", Sequence.of(randomness.gaussian(manager, new Shape(lengths.length, time, 3)), lengths));
        inputs.put("vision", Sequence.of(randomness.gaussian(manager, new Shape(lengths.length, time, 4)), lengths));
        return inputs;
    }

    @Test
    void theGateWorksBetweenEmbeddingAndLayers() {
        BertEncoder bert = new BertEncoder(
                new BertEncoder.Config(SIZE, 2, 2, 16, 0, null, 2, false), FeatureShape.tokens(VOCABULARY, 12));
        Schema schema = ModelTrial.schema(SIZE, 3, 4);
        try (FusionModel<MagBert.Pooled> model = new TextEncoded<>(bert, ModelTrial.unallocated("mag-bert", schema))) {
            model.allocate(Device.cpu(), new Randomness(1));
            try (Scope scope = model.open()) {
                NDManager manager = scope.manager();
                Map<String, Sequence> inputs = frames(manager, 5, 3);
                long[] tokens = {2, 7, 8, 9, 3, 2, 4, 3, 0, 0};
                inputs.put("text", Sequence.of(Tensors.of(manager, tokens, new Shape(2, 5)), new int[] {5, 3}));
                Batch batch = ModelTrial.batch(inputs, Tensors.of(manager, new float[] {1, -1}, new Shape(2)));
                Map<String, float[]> seen = seen(model, scope, batch);
                List<String> order = new ArrayList<>(seen.keySet());
                int embedded = order.indexOf("text-encoder.embeddings");
                int gated = order.indexOf(".gated");
                int layer = order.indexOf("text-encoder.encoder.layer.0");
                assertTrue(0 <= embedded && embedded < gated && gated < layer, order.toString());
                assertFalse(Arrays.equals(seen.get("text-encoder.embeddings"), seen.get(".gated")));
                float alone = seen(model, scope, ModelTrial.alone(batch, 1)).get("prediction")[0];
                assertEquals(alone, seen.get("prediction")[1], 1e-5);
            }
        }
    }

    /** Embeds nothing, and comes with a pooler, or without. */
    private record Pooling(int size, Map<String, Initializer> pooler) implements EmbeddingEncoder {

        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return sequence;
        }

        @Override
        public Sequence encode(Pass pass, Sequence sequence, int layer, UnaryOperator<Sequence> within) {
            return within.apply(sequence);
        }
    }

    /** Which weight the pooling layer begins with. */
    private static float begins(Map<String, Initializer> pooler, boolean asked, List<String> notes) {
        FusionModel<MagBert.Pooled> own = ModelTrial.unallocated(
                "mag-bert",
                ConfigFactory.parseString("model.pretrained-pooler = " + asked),
                ModelTrial.schema(SIZE, 3, 4));
        // In another precision the encoder stands behind another object.
        try (FusionModel<MagBert.Pooled> model = new TextEncoded<>(new Pooling(SIZE, pooler), own, Precision.BF16)) {
            model.allocate(Device.cpu(), new Randomness(1));
            assertEquals(notes, model.notes());
            return Objects.requireNonNull(model.trainable().get("pooler.weight"))
                    .toFloatArray()[0];
        }
    }

    @Test
    void thePoolingLayerBeginsAsThatOfTheTextEncoderIfTold() {
        Map<String, Initializer> ones = Map.of("weight", Initializer.constant(1), "bias", Initializer.constant(1));
        assertEquals(1, begins(ones, true, List.of()));
        float drawn = begins(ones, false, List.of());
        assertEquals(0, drawn, 0.1);
        String none = "model.pretrained-pooler changes nothing: the weights of the text encoder have no pooler, so that"
                + " its weights are drawn";
        assertEquals(drawn, begins(Map.of(), true, List.of(none)));
    }

    /** Forgets the last step. */
    private record Hasty(int size) implements SequenceEncoder {
        @Override
        public Sequence encode(Pass pass, Sequence sequence) {
            return sequence.first(sequence.time() - 1);
        }
    }

    @Test
    void aTextEncoderThatPutsOutSomethingElseThanItDeclaresIsNamed() {
        try (FusionModel<MagBert.Pooled> model =
                new TextEncoded<>(new Hasty(SIZE), ModelTrial.unallocated("mag-bert", ModelTrial.schema(SIZE, 3, 4)))) {
            model.allocate(Device.cpu(), new Randomness(1));
            try (Scope scope = model.open()) {
                Map<String, Sequence> inputs = frames(scope.manager(), 5, 3);
                NDArray text = new Randomness(3).gaussian(scope.manager(), new Shape(2, 5, SIZE));
                inputs.put("text", Sequence.of(text, new int[] {5, 3}));
                Batch batch = ModelTrial.batch(inputs, Tensors.of(scope.manager(), new float[] {1, -1}, new Shape(2)));
                String message = assertThrows(
                                IllegalStateException.class, () -> model.forward(Pass.evaluation(scope), batch))
                        .getMessage();
                assertTrue(
                        message.endsWith("Hasty outputs (2, 4, 8) for 2 samples of 5 steps, but declares that a step"
                                + " has size 8"),
                        message);
            }
        }
    }

    @Test
    void framesOfOneLengthAreLeftAsTheyAre() {
        try (ModelTrial<MagBert.Pooled> trial = small("");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = frames(scope.manager(), 5, 3);
            inputs.put("text", trial.random(scope.manager(), SIZE, 5, 5, 3));
            Batch batch = trial.batch(scope.manager(), inputs);
            NDArray real = inputs.get("audio").mask().expandDims(2);
            assertArrayEquals(
                    inputs.get("audio").values().mul(real).toFloatArray(),
                    seen(trial.model(), scope, batch).get(".aligned.audio"),
                    1e-6f);
        }
    }

    @Test
    void paddingIsAlignedAlongOnlyIfTold() {
        assertArrayEquals(alignedBehind(0, ""), alignedBehind(4, ""), 1e-6f);
        String released = "model.aligns-padding = true";
        assertArrayEquals(alignedBehind(0, ""), alignedBehind(0, released), 1e-6f);
        assertFalse(Arrays.equals(alignedBehind(0, released), alignedBehind(4, released)));
    }

    /** Audio of 4 frames with some padding, aligned to a text of 2 tokens. */
    private static float[] alignedBehind(int padding, String settings) {
        try (ModelTrial<MagBert.Pooled> trial = small(settings);
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = frames(manager, 4);
            inputs.put("text", trial.random(manager, SIZE, 2, 2));
            NDArray audio = inputs.get("audio").values();
            NDArray zeros = manager.zeros(new Shape(1, padding, 3));
            inputs.put("audio", Sequence.of(Tensors.concat(List.of(audio, zeros), 1), new int[] {4}));
            return Objects.requireNonNull(
                    seen(trial.model(), scope, trial.batch(manager, inputs)).get(".aligned.audio"));
        }
    }

    @Test
    void saysWhatItNeeds() {
        Schema alone = new Schema(ByModality.of(Map.of("text", FeatureShape.features(SIZE, 12))), Task.SENTIMENT);
        assertRefused(alone, "needs text and one of them, but the data set has [text]");
        Schema tokens = new Schema(
                ByModality.of(
                        Map.of("text", FeatureShape.tokens(VOCABULARY, 12), "audio", FeatureShape.features(3, 12))),
                Task.SENTIMENT);
        assertRefused(tokens, "text is token numbers; a text encoder must stand before them");
    }

    private static void assertRefused(Schema schema, String expected) {
        String message = assertThrows(InvalidConfigException.class, () -> ModelTrial.unallocated("mag-bert", schema))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains(expected), message);
    }
}
