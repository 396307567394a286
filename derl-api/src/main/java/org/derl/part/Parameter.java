package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** One array of a part: a weight that is trained, or a buffer that is only stored. */
public final class Parameter {

    private final Part owner;
    private final Shape shape;
    private Initializer initializer;
    private final boolean trainable;
    private @Nullable NDArray array;

    Parameter(Part owner, Shape shape, Initializer initializer, boolean trainable) {
        this.owner = owner;
        this.shape = shape;
        this.initializer = initializer;
        this.trainable = trainable;
    }

    public Shape shape() {
        return shape;
    }

    /** Whether it is trained; otherwise it is a buffer, such as a running mean. */
    public boolean trainable() {
        return trainable;
    }

    /**
     * The values.
     *
     * @throws IllegalStateException when the part is not allocated; a part that is used but not declared never is
     */
    public NDArray array() {
        if (array == null) {
            throw new IllegalStateException(missing());
        }
        return array;
    }

    Initializer initializer() {
        return initializer;
    }

    /** A part that another one uses, but has not taken in, is the outermost of its own. */
    private String missing() {
        Part used = owner.outermost();
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(Part.class::isAssignableFrom)
                        .filter(type -> !used.has(type))
                        .findFirst())
                .map(user -> user.getSimpleName() + " uses a part that it has not declared by part(...), so that it has"
                        + " no weights: " + used.getClass().getSimpleName())
                .orElse("this part has no weights yet: call allocate() on the whole model first");
    }

    void initializeFrom(Initializer newInitializer) {
        initializer = newInitializer;
    }

    void allocate(NDManager manager, Randomness randomness) {
        set(initializer.make(manager, shape, randomness));
    }

    /** Takes an array of the same shape in place of its own, which it gives back. */
    NDArray exchange(NDArray values) {
        NDArray former = array();
        array = values;
        return former;
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
