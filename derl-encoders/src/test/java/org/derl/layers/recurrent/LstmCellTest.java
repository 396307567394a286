package org.derl.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Recurrences;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class LstmCellTest {

    @Test
    void stepByStepIsTheWholeLayer() {
        Compute.prepareThread();
        try (LstmCell cell = new LstmCell(3, 4);
                Lstm layer = new Lstm(3, 4, false)) {
            // Both declare the same parameters in the same order, so one seed gives them the same weights.
            cell.allocate(Device.cpu(), new Randomness(7));
            layer.allocate(Device.cpu(), new Randomness(7));
            assertEquals(
                    List.copyOf(layer.parameters().keySet()),
                    List.copyOf(cell.parameters().keySet()));
            try (Scope scope = cell.open();
                    Scope other = layer.open()) {
                NDArray x = new Randomness(8).gaussian(scope.manager(), new Shape(2, 5, 3));
                Recurrences.LstmState states = cell.read(Pass.evaluation(scope), x);
                other.borrow(List.of(x));
                Recurrences.Recurrent whole = layer.apply(Sequence.full(x));
                assertArrayEquals(
                        whole.outputs().toFloatArray(), states.output().toFloatArray(), 1e-6f);
                assertArrayEquals(
                        whole.cells().toFloatArray(),
                        Tensors.at(states.inner(), 1, 4).toFloatArray(),
                        1e-6f);
            }
        }
    }
}
