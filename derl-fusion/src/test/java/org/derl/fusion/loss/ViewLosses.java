package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.SafeTensors;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/** Runs a loss over two views and compares it with the reference. */
final class ViewLosses implements AutoCloseable {

    private static final String ONE = "x1";
    private static final String OTHER = "x2";

    private final NDManager manager;
    private final Scope scope;

    ViewLosses() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        scope = Scope.below(manager);
    }

    static ByModality<Integer> sizes(int text, int audio) {
        return ByModality.of(Map.of("text", text, "audio", audio));
    }

    /** Compares the value, and the gradients with respect to both views. */
    void compare(FusionLoss loss, String folder, String name, String suffix) throws Exception {
        SafeTensors inputs = open(folder, "inputs.safetensors");
        SafeTensors expected = open(folder, "expected.safetensors");
        NDArray one = inputs.read(scope.manager(), ONE);
        NDArray other = inputs.read(scope.manager(), OTHER);
        NDArray value = value(loss, one, other);
        assertEquals(expected.read(scope.manager(), name).getFloat(), value.getFloat(), 1e-6);
        Map<String, NDArray> gradients = gradients(value, one, other);
        for (String view : new String[] {ONE, OTHER}) {
            float[] wanted = expected.read(scope.manager(), "grad_input." + view + suffix)
                    .toFloatArray();
            float[] found = Objects.requireNonNull(gradients.get(view)).toFloatArray();
            for (int i = 0; i < wanted.length; i++) {
                assertEquals(wanted[i], found[i], 1e-6, view + " at " + i);
            }
        }
    }

    /** The gradients of a loss of two views with respect to them, by row. */
    float[] gradientOfOne(FusionLoss loss, float[] one, float[] other, Shape shape) {
        NDArray first = Tensors.of(scope.manager(), one, shape);
        NDArray second = Tensors.of(scope.manager(), other, shape);
        NDArray value = value(loss, first, second);
        return Objects.requireNonNull(gradients(value, first, second).get(ONE)).toFloatArray();
    }

    private NDArray value(FusionLoss loss, NDArray one, NDArray other) {
        one.setRequiresGradient(true);
        other.setRequiresGradient(true);
        return loss.between(Pass.evaluation(scope), one, other);
    }

    private Map<String, NDArray> gradients(NDArray value, NDArray one, NDArray other) {
        return Gradients.of(value, Map.of(ONE, one, OTHER, other), scope.manager())
                .byPath();
    }

    private static SafeTensors open(String folder, String file) throws Exception {
        return SafeTensors.open(Path.of(Objects.requireNonNull(ViewLosses.class.getResource(folder + "/" + file))
                .toURI()));
    }

    @Override
    public void close() {
        scope.close();
        manager.close();
    }
}
