package org.derl.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Loops;
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
                Loops.LstmStates states = cell.read(x);
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
                NDArray first = new Randomness(8).gaussian(scope.manager(), new Shape(2, 4));
                NDArray outputs = cell.generate(first, 5); // (2, 5, 4)
                NDArray before = Tensors.slice(outputs, 1, 0, 4);
                NDArray read = Tensors.concat(List.of(first.expandDims(1), before), 1); // (2, 5, 4)
                assertArrayEquals(cell.read(read).output().toFloatArray(), outputs.toFloatArray(), 1e-6f);
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
                NDArray further = Tensors.slice(x, 2, 2, 3); // (2, 5, 1)
                NDArray gates = steps.gates().add(Functions.linear(further, steps.weight(), null)); // (2, 5, 2 * 16)
                for (int step = 0; step < 5; step++) {
                    Sequence alone = Sequence.full(Tensors.slice(x, 1, step, step + 1)); // (2, 1, 3)
                    float[] expected = layer.apply(alone).outputs().toFloatArray();
                    NDArray parts = Tensors.at(gates, 1, step).reshape(2, 4, 8); // (2, gates, directions * 4)
                    NDArray inner =
                            Functions.sigmoid(Tensors.at(parts, 1, 0)).mul(Functions.tanh(Tensors.at(parts, 1, 2)));
                    NDArray output = Functions.sigmoid(Tensors.at(parts, 1, 3)).mul(Functions.tanh(inner)); // (2, 8)
                    assertArrayEquals(expected, output.toFloatArray(), 1e-6f);
                }
            }
        }
    }
}
