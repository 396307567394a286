package org.derl.gates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Sequence;
import org.derl.part.Gate.GateShape;
import org.derl.part.Pass;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class FilterUnitTest {

    /** What comes of H = (1, 2) and M = (3, -4) where the gate says the same everywhere. */
    private static float[] filtered(float bias) throws Exception {
        Compute.prepareThread();
        try (FilterUnit unit = new FilterUnit(new FilterUnit.Config(), new GateShape(2, List.of(2)))) {
            unit.allocate(Device.cpu(), new Randomness(1));
            Map<String, NDArray> weights = new LinkedHashMap<>();
            weights.put("target.weight", unit.manager().zeros(new Shape(2, 2)));
            weights.put("target.bias", Tensors.of(unit.manager(), new float[] {bias, bias}, new Shape(2)));
            weights.put("context.weight", unit.manager().zeros(new Shape(2, 2)));
            Weights.set(unit, weights, "the test");
            try (Scope scope = unit.open()) {
                Sequence own = Sequence.full(Tensors.of(scope.manager(), new float[] {1, 2}, new Shape(1, 1, 2)));
                Sequence other = Sequence.full(Tensors.of(scope.manager(), new float[] {3, -4}, new Shape(1, 1, 2)));
                return unit.apply(Pass.evaluation(scope), own, List.of(other))
                        .values()
                        .toFloatArray();
            }
        }
    }

    @Test
    void anOpenGateKeepsAndAShutOneLetsIn() throws Exception {
        assertArrayEquals(new float[] {1, 2}, filtered(20), 1e-5f);
        assertArrayEquals(new float[] {3, -4}, filtered(-20), 1e-5f);
        assertArrayEquals(new float[] {2, -1}, filtered(0), 1e-5f);
    }
}
