package org.derl.gates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Gate.GateShape;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdaptationGateTest {

    private static final GateShape SHAPE = new GateShape(6, List.of(4, 3));

    private final Randomness randomness = new Randomness(7);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private AdaptationGate gate(double shift) {
        AdaptationGate gate = new AdaptationGate(new AdaptationGate.Config(shift, 0), SHAPE);
        gate.allocate(Device.cpu(), randomness);
        return gate;
    }

    private Sequence random(Scope scope, int size) {
        return Sequence.full(randomness.gaussian(scope.manager(), new Shape(2, 3, size)));
    }

    private static Sequence zeros(Scope scope, int size) {
        return Sequence.full(scope.manager().zeros(new Shape(2, 3, size)));
    }

    /** What comes out of contexts that say nothing: the target, normalized. */
    private static float[] normalized(Scope scope, Sequence target) {
        NDArray one = scope.manager().ones(new Shape(6));
        return Functions.layerNorm(target.values(), one, one.zerosLike()).toFloatArray();
    }

    @Test
    void contextsOfZerosChangeNothing() {
        try (AdaptationGate gate = gate(1);
                Scope scope = gate.open()) {
            Sequence target = random(scope, 6);
            Sequence out = gate.apply(Pass.evaluation(scope), target, List.of(zeros(scope, 4), zeros(scope, 3)));
            assertArrayEquals(normalized(scope, target), out.values().toFloatArray(), 1e-6f);
        }
    }

    @Test
    void aSmallLimitLeavesLittleOfTheShift() {
        try (AdaptationGate gate = gate(1e-6);
                Scope scope = gate.open()) {
            Sequence target = random(scope, 6);
            Sequence out = gate.apply(Pass.evaluation(scope), target, List.of(random(scope, 4), random(scope, 3)));
            assertArrayEquals(normalized(scope, target), out.values().toFloatArray(), 1e-5f);
        }
    }

    @Test
    void gradientsAreFiniteWhereNothingIsShifted() {
        try (AdaptationGate gate = gate(1);
                Scope scope = gate.open()) {
            Sequence out =
                    gate.apply(Pass.evaluation(scope), zeros(scope, 6), List.of(zeros(scope, 4), zeros(scope, 3)));
            NDArray probe = randomness.gaussian(scope.manager(), new Shape(2, 3, 6));
            Gradients gradients = Gradients.of(out.values().mul(probe).sum(), gate.trainable(), scope.manager());
            assertEquals(gate.trainable().keySet(), gradients.byPath().keySet());
            assertTrue(Double.isFinite(gradients.norm()), "norm " + gradients.norm());
        }
    }

    @Test
    void hasAsManyParametersAsTheReference() {
        AdaptationGate gate = new AdaptationGate(new AdaptationGate.Config(1, 0.5), new GateShape(768, List.of(20, 5)));
        assertEquals(1_222_656, gate.parameterCount());
    }

    @Test
    void settingsMustMakeSense() {
        assertThrows(IllegalArgumentException.class, () -> new AdaptationGate.Config(0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new AdaptationGate.Config(1, 1));
    }
}
