package org.derl.models.derl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.models.ModelTrial;
import org.derl.part.Parameter;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class PoolAfterMlpTest {

    private static final String SMALL =
            """
            model {
              pool = after-mlp
              layers = 1
              encoders { text.size = 8, audio.size = 8, vision.size = 8 }
              dual { cross.encoder.heads = 2, intra.encoder.heads = 2 }
            }
            """;

    /** The layers at each step of the text as the equations print them, over the mean of the real steps. */
    @Test
    void poolingMayComeAfterTheConnectedLayers() {
        try (ModelTrial<DerlModel.Encoded> trial = ModelTrial.small("derl", SMALL, "");
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = Map.of(
                    "text", trial.random(manager, 5, 4, 4, 2),
                    "audio", trial.random(manager, 3, 4, 4, 2),
                    "vision", trial.random(manager, 4, 4, 4, 2));
            DerlModel.Encoded forward = trial.forward(Pass.evaluation(scope), trial.batch(manager, inputs));
            ByModality<NDArray> sums = forward.layers()
                    .get(0)
                    .cross()
                    .map((modality, m) -> m.add(forward.layers().get(0).intra().get(modality)));
            NDArray steps = Tensors.concat(sums.values(), 2); // (2, 4, 24)
            NDArray joint = linear(trial, "joint", Functions.relu(linear(trial, "hidden", steps)));
            NDArray longer = Tensors.mean(Tensors.slice(joint, 0, 0, 1), 1); // (1, 24)
            NDArray shorter = Tensors.mean(Tensors.slice(Tensors.slice(joint, 0, 1, 2), 1, 0, 2), 1);
            float[] predictions = forward.prediction().toFloatArray();
            assertEquals(linear(trial, "output", longer).toFloatArray()[0], predictions[0], 1e-5);
            assertEquals(linear(trial, "output", shorter).toFloatArray()[0], predictions[1], 1e-5);
            assertArrayEquals(
                    new long[] {2, 8},
                    forward.pooled().get(Modality.TEXT).getShape().getShape());
        }
    }

    private static NDArray linear(ModelTrial<?> trial, String path, NDArray x) {
        Map<String, Parameter> parameters = trial.model().parameters();
        return Functions.linear(
                x,
                parameters.get(path + ".weight").array(),
                parameters.get(path + ".bias").array());
    }
}
