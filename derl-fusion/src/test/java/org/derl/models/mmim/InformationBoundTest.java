package org.derl.models.mmim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Objects;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.ParameterGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InformationBoundTest {

    private static final float[] LABELS = {1, -2, 0, 3, -0.5f, 0, 0.2f, -1};

    private final Randomness randomness = new Randomness(9);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private InformationBound bound() {
        InformationBound bound = new InformationBound(5, 8);
        bound.allocate(Device.cpu(), randomness);
        return bound;
    }

    private NDArray random(Scope scope, int rows, int size) {
        return randomness.gaussian(scope.manager(), new Shape(rows, size));
    }

    @Test
    void likelihoodRisesWithTraining() {
        try (InformationBound bound = bound()) {
            NDArray x = randomness.gaussian(bound.manager(), new Shape(8, 5));
            NDArray guessed = randomness.gaussian(bound.manager(), new Shape(8, 8));
            Optimizer optimizer = new Adam(bound.manager(), List.of(new ParameterGroup(bound.trainable(), 0.02, 0)));
            float first = 0;
            float last = 0;
            for (int step = 0; step < 30; step++) {
                try (Scope scope = bound.open().borrow(List.of(x, guessed))) {
                    NDArray likelihood = bound.likelihood(x, guessed);
                    last = likelihood.getFloat();
                    first = step == 0 ? last : first;
                    optimizer.step(Gradients.of(likelihood.neg(), bound.trainable(), scope.manager()));
                }
            }
            assertTrue(last > first, "from " + first + " to " + last);
        }
    }

    @Test
    void samplesAreSplitByTheSignOfTheirLabels() {
        try (InformationBound bound = bound();
                Scope scope = bound.open()) {
            Projections projections = bound.project(random(scope, 8, 8), LABELS);
            assertEquals(
                    new Shape(3, 2),
                    Objects.requireNonNull(projections.positive()).getShape());
            assertEquals(
                    new Shape(3, 2),
                    Objects.requireNonNull(projections.negative()).getShape());
            Projections longer = projections.after(bound.project(random(scope, 2, 8), new float[] {1, 0}));
            assertEquals(
                    new Shape(4, 2), Objects.requireNonNull(longer.positive()).getShape());
            assertEquals(
                    new Shape(3, 2), Objects.requireNonNull(longer.negative()).getShape());
        }
    }

    @Test
    void whatIsSpreadOutHasMoreEntropy() {
        try (InformationBound bound = bound();
                Scope scope = bound.open()) {
            NDArray rows = random(scope, 6, 2);
            NDArray wide = Tensors.scale(rows, Math.E);
            float narrow = InformationBound.entropy(new Projections(rows, rows)).getFloat();
            // Each determinant grows by e to the fourth; a quarter of both logarithms is 2.
            assertEquals(
                    narrow + 2,
                    InformationBound.entropy(new Projections(wide, wide)).getFloat(),
                    1e-4);
        }
    }

    @Test
    void anEntropyNeedsBothSigns() {
        try (InformationBound bound = bound();
                Scope scope = bound.open()) {
            Projections positive = bound.project(random(scope, 2, 8), new float[] {1, 2});
            assertThrows(IllegalArgumentException.class, () -> InformationBound.entropy(positive));
        }
        assertThrows(IllegalArgumentException.class, () -> new InformationBound(5, 3));
    }
}
