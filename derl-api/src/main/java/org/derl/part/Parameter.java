package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** One array of a part: a weight that training moves, or a statistic that is only kept. */
public final class Parameter {

    private final Shape shape;
    private Initializer initializer;
    private final boolean trainable;
    private @Nullable NDArray array;

    Parameter(Shape shape, Initializer initializer, boolean trainable) {
        this.shape = shape;
        this.initializer = initializer;
        this.trainable = trainable;
    }

    public Shape shape() {
        return shape;
    }

    /** Whether training may move it; else it is a statistic, such as a running mean. */
    public boolean trainable() {
        return trainable;
    }

    /**
     * The values.
     *
     * @throws IllegalStateException before the part was allocated
     */
    public NDArray array() {
        if (array == null) {
            throw new IllegalStateException("this part has no weights yet: call allocate() on the whole model first");
        }
        return array;
    }

    Initializer initializer() {
        return initializer;
    }

    void startFrom(Initializer newInitializer) {
        initializer = newInitializer;
    }

    void allocate(NDManager manager, Randomness randomness) {
        set(initializer.make(manager, shape, randomness));
    }

    /** Takes the array over. */
    void set(NDArray values) {
        if (array != null) {
            array.close();
        }
        // Fused optimizers read weights as raw memory.
        NDArray ordered = Compute.withoutGradients(() -> Tensors.contiguous(values));
        values.close();
        ordered.setRequiresGradient(trainable);
        array = ordered;
    }
}
