package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.encoders.bert.BertEncoder;
import org.derl.model.FusionModel;
import org.derl.model.TextEncoded;
import org.derl.models.cenet.Cenet;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CenetTest {

    private static final int SIZE = 8;
    private static final int VOCABULARY = 20;
    private static final int LAYERS = 2;

    private static ModelTrial<Cenet.Pooled> small(String more) {
        return ModelTrial.small("cenet", "", more);
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideItsTextEncoder() {
        // The enhancement, and the layers over the first state. The reference declares 14 rows of 768 more, which
        // nothing
        // looks up.
        assertEquals(
                5_925_888 + 591_361, ModelTrial.parameterCount("cenet", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(
                5_990_400 + 591_361, ModelTrial.parameterCount("cenet", "mosei", "", ModelTrial.schema(768, 74, 35)));
        assertEquals(
                6_476_544 + 591_361, ModelTrial.parameterCount("cenet", "sims", "", ModelTrial.schema(768, 33, 709)));
    }

    private static FusionModel<Cenet.Pooled> insideBert(String more) {
        BertEncoder bert = new BertEncoder(
                new BertEncoder.Config(SIZE, LAYERS, 2, 16, 0, null, 2, false), FeatureShape.tokens(VOCABULARY, 12));
        FusionModel<Cenet.Pooled> inside =
                ModelTrial.unallocated("cenet", ConfigFactory.parseString(more), ModelTrial.schema(SIZE, 3, 4));
        return new TextEncoded<>(bert, inside);
    }

    private static Batch batch(Scope scope) {
        Randomness randomness = new Randomness(3);
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put(
                "text",
                Sequence.of(
                        Tensors.of(scope.manager(), new long[] {5, 7, 9, 3, 4, 0, 8, 2, 0}, new Shape(3, 3)),
                        new int[] {3, 2, 2}));
        inputs.put("audio", Sequence.of(randomness.gaussian(scope.manager(), new Shape(3, 5, 3)), new int[] {5, 1, 3}));
        inputs.put(
                "vision", Sequence.of(randomness.gaussian(scope.manager(), new Shape(3, 4, 4)), new int[] {2, 4, 1}));
        return ModelTrial.batch(inputs, randomness.gaussian(scope.manager(), new Shape(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, text-encoder.embeddings, text-encoder.encoder.layer.0",
        "1, text-encoder.encoder.layer.0, text-encoder.encoder.layer.1",
        "2, text-encoder.encoder.layer.1, text-encoder"
    })
    void shiftsWordsBeforeALayer(int layer, String before, String after) {
        Compute.prepareThread();
        try (FusionModel<Cenet.Pooled> model = insideBert("model.layer = " + layer)) {
            model.allocate(Device.cpu(), new Randomness(2));
            try (Scope scope = model.open()) {
                Batch batch = batch(scope);
                List<String> order = new ArrayList<>();
                model.registerForwardHook(part -> order.add(part.path()));
                float[] together = model.forward(Pass.evaluation(scope), batch)
                        .prediction()
                        .toFloatArray();
                model.removeForwardHook();
                int shifted = order.indexOf("enhancement.shifted");
                assertTrue(0 <= first(order, before) && first(order, before) < shifted, order.toString());
                assertTrue(shifted < order.lastIndexOf(last(order, after)), order.toString());
                for (int row = 0; row < 3; row++) {
                    float alone = model.forward(Pass.evaluation(scope), ModelTrial.alone(batch, row))
                            .prediction()
                            .toFloatArray()[0];
                    assertEquals(alone, together[row], 1e-5, "row " + row);
                }
            }
        }
    }

    private static int first(List<String> order, String path) {
        return order.stream()
                .filter(name -> name.startsWith(path))
                .findFirst()
                .map(order::indexOf)
                .orElse(-1);
    }

    private static String last(List<String> order, String path) {
        return order.stream().filter(name -> name.startsWith(path)).reduce("", (one, other) -> other);
    }

    @Test
    void refusesALayerThatTheTextEncoderLacks() {
        Compute.prepareThread();
        try (FusionModel<Cenet.Pooled> model = insideBert("model.layer = 3")) {
            model.allocate(Device.cpu(), new Randomness(2));
            try (Scope scope = model.open()) {
                String message = assertThrows(
                                IllegalArgumentException.class,
                                () -> model.forward(Pass.evaluation(scope), batch(scope)))
                        .getMessage();
                assertTrue(Objects.requireNonNull(message).contains("has 2 layers"), message);
            }
        }
    }

    @Test
    void wordsAttendToPaddingIfTold() {
        for (boolean told : new boolean[] {false, true}) {
            try (ModelTrial<Cenet.Pooled> trial = small("model { dropout = 0, reads-padding = " + told + " }");
                    Scope scope = trial.open()) {
                List<Float> last = new ArrayList<>();
                trial.model().registerForwardHook(part -> {
                    if (part.path().equals("enhancement.vision.weights")) {
                        last.add(part.output().getFloat(1, 8, 0)); // of 9 frames, of which 1 is real
                    }
                });
                trial.forward(Pass.evaluation(scope), trial.unaligned(scope.manager()));
                trial.model().removeForwardHook();
                assertEquals(told ? 1f / 9 : 0, last.get(0), 0.01);
            }
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Cenet.Pooled> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 100);
            assertTrue(losses[99] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[99]);
        }
    }

    @Test
    void refusesToDoWithoutText() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema silent = new Schema(three.inputs().only(List.of(Modality.AUDIO, Modality.VISION)), three.task());
        String message = assertThrows(
                        InvalidConfigException.class, () -> ModelTrial.of("cenet", ConfigFactory.empty(), silent))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains("needs text and one of them"), message);
    }
}
