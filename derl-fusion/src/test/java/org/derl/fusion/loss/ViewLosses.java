package org.derl.fusion.loss;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Targets;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/** Runs a loss over two views. */
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

    /** The value of a loss of two views, by row. */
    float value(FusionLoss loss, float[] one, float[] other, Shape shape) {
        return value(loss, Tensors.of(scope.manager(), one, shape), Tensors.of(scope.manager(), other, shape))
                .getFloat();
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
        return between(loss, scope, one, other);
    }

    /** A loss between two views, (batch, size) each, of samples whose labels are all 0. */
    static NDArray between(FusionLoss loss, Scope scope, NDArray one, NDArray other) {
        Batch batch = new Batch(
                ByModality.of(Map.of()),
                new Targets(scope.manager().zeros(new Shape(one.getShape().get(0))), ByModality.of(Map.of())),
                List.of(),
                List.of());
        return loss.between(
                Pass.evaluation(scope), new View(Modality.TEXT, one), new View(Modality.AUDIO, other), batch);
    }

    private Map<String, NDArray> gradients(NDArray value, NDArray one, NDArray other) {
        return Gradients.of(value, Map.of(ONE, one, OTHER, other), scope.manager())
                .byPath();
    }

    @Override
    public void close() {
        scope.close();
        manager.close();
    }
}
