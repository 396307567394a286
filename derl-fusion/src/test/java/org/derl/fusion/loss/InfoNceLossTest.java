package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.ParameterGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoNceLossTest {

    private static final int SAMPLES = 8;

    private final Randomness randomness = new Randomness(5);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private InfoNceLoss loss(int layers) {
        InfoNceLoss loss = new InfoNceLoss(new InfoNceLoss.Config(layers), ViewLosses.sizes(3, 4));
        loss.allocate(Device.cpu(), randomness);
        return loss;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void learnsToTellSamplesApart(int layers) {
        try (InfoNceLoss loss = loss(layers)) {
            NDArray one = randomness.gaussian(loss.manager(), new Shape(SAMPLES, 3));
            NDArray other = randomness.gaussian(loss.manager(), new Shape(SAMPLES, 4));
            Optimizer optimizer = new Adam(loss.manager(), List.of(new ParameterGroup(loss.trainable(), 0.05, 0)));
            float first = 0;
            float last = 0;
            for (int step = 0; step < 60; step++) {
                try (Scope scope = loss.open().borrow(List.of(one, other))) {
                    NDArray value = ViewLosses.between(loss, scope, one, other);
                    last = value.getFloat();
                    first = step == 0 ? last : first;
                    optimizer.step(Gradients.of(value, loss.trainable(), scope.manager()));
                }
            }
            assertTrue(last < first - 0.3, "from " + first + " to " + last);
        }
    }

    @Test
    void saysNothingOfABatchOfOne() {
        try (InfoNceLoss loss = loss(1);
                Scope scope = loss.open()) {
            NDArray one = randomness.gaussian(scope.manager(), new Shape(1, 3));
            NDArray other = randomness.gaussian(scope.manager(), new Shape(1, 4));
            assertEquals(0, ViewLosses.between(loss, scope, one, other).getFloat(), 1e-7);
        }
    }

    @Test
    void comparesTwoViewsOfItsOwn() {
        ByModality<Integer> three = ByModality.of(Map.of("text", 2, "audio", 2, "vision", 2));
        assertThrows(IllegalArgumentException.class, () -> new InfoNceLoss(new InfoNceLoss.Config(1), three));
        assertThrows(IllegalArgumentException.class, () -> new InfoNceLoss.Config(0));
    }
}
