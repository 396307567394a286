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

    @Test
    void generatingIsReadingWhatItPutOut() {
        Compute.prepareThread();
        try (LstmCell cell = new LstmCell(4, 4)) {
            cell.allocate(Device.cpu(), new Randomness(7));
            try (Scope scope = cell.open()) {
                Pass pass = Pass.evaluation(scope);
                NDArray first = new Randomness(8).gaussian(scope.manager(), new Shape(2, 4));
                NDArray outputs = cell.generate(pass, first, 5); // (2, 5, 4)
                NDArray before = Tensors.slice(outputs, 1, 0, 4);
                NDArray read = Tensors.concat(List.of(first.expandDims(1), before), 1); // (2, 5, 4)
                assertArrayEquals(cell.read(pass, read).output().toFloatArray(), outputs.toFloatArray(), 1e-6f);
            }
        }
    }

    @Test
    void singleStepsFromZeroAreSequencesOfOneStep() {
        Compute.prepareThread();
        try (Lstm layer = new Lstm(3, 4, true)) {
            layer.allocate(Device.cpu(), new Randomness(7));
            try (Scope scope = layer.open()) {
                NDArray x = new Randomness(8).gaussian(scope.manager(), new Shape(2, 5, 3));
                Lstm.StepsFromZero steps = layer.stepsFromZero(Tensors.slice(x, 2, 0, 2));
                for (int step = 0; step < 5; step++) {
                    NDArray further = Tensors.at(Tensors.slice(x, 2, 2, 3), 1, step); // (2, 1)
                    Sequence alone = Sequence.full(Tensors.slice(x, 1, step, step + 1)); // (2, 1, 3)
                    assertArrayEquals(
                            layer.apply(alone).outputs().toFloatArray(),
                            steps.read(step, further).toFloatArray(),
                            1e-6f);
                }
            }
        }
    }
}
