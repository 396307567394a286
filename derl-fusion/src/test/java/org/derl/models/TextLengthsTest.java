package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.data.Sequence;
import org.derl.model.Forward;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLengthsTest {

    private static <F extends Forward> ModelTrial<F> trial(String name, String settings) {
        return ModelTrial.of(name, ConfigFactory.parseString(settings), ModelTrial.schema(5, 3, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "misa, model.text-lengths = true",
        "self-mm, model.text-lengths = true",
        "mmim, model.text-lengths = true"
    })
    void whatLiesBehindTheTextIsReadUnlessToldNot(String name, String setting) {
        assertEquals(0, changeByAFrameBehindTheText(name, setting));
        assertNotEquals(0, changeByAFrameBehindTheText(name, ""));
    }

    private static float changeByAFrameBehindTheText(String name, String settings) {
        try (ModelTrial<?> trial = trial(name, settings);
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = inputs(trial, manager, 3, 4, 5);
            float before = predict(trial, scope, inputs);
            float[] values = inputs.get("audio").values().toFloatArray();
            values[3 * 3] += 1; // the fourth frame
            inputs.put("audio", Sequence.full(Tensors.of(manager, values, new Shape(1, 4, 3))));
            return predict(trial, scope, inputs) - before;
        }
    }

    private static Map<String, Sequence> inputs(
            ModelTrial<?> trial, NDManager manager, int text, int audio, int vision) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("text", trial.random(manager, 5, text, text));
        inputs.put("audio", trial.random(manager, 3, audio, audio));
        inputs.put("vision", trial.random(manager, 4, vision, vision));
        return inputs;
    }

    private static float predict(ModelTrial<?> trial, Scope scope, Map<String, Sequence> inputs) {
        return trial.forward(Pass.evaluation(scope), trial.batch(scope.manager(), inputs))
                .prediction()
                .toFloatArray()[0];
    }

    @Test
    void saysThatAudioIsTooShort() {
        try (ModelTrial<?> trial = trial("misa", "model.text-lengths = true");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = inputs(trial, scope.manager(), 6, 4, 6);
            assertEquals(
                    "text-lengths, audio is read up to the text's length, which is 6, but it has only 4 steps:"
                            + " set text-lengths to false",
                    assertThrows(IllegalArgumentException.class, () -> predict(trial, scope, inputs))
                            .getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "misa; model { text-lengths = true, encoders.vision = null }",
                "self-mm; model { text-lengths = true, network.encoders.vision = null, own-heads.vision = null }",
                "mmim; model { text-lengths = true, network.encoders.vision = null }"
            })
    void aModalityThatIsNotReadMayBeShorterThanTheText(String name, String settings) {
        try (ModelTrial<?> trial = trial(name, settings);
                Scope scope = trial.open()) {
            assertTrue(Float.isFinite(predict(trial, scope, inputs(trial, scope.manager(), 6, 6, 4))));
        }
    }
}
