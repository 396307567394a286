package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of one step: every array made within it is freed when it closes.
 *
 * <p>The engine attaches a result to the manager of the <em>first</em> argument of an operation. A scope therefore
 * borrows the arrays that outlive it (weights, buffers), so that no operation on them can leak into their manager,
 * and gives them back when it closes. A set of weights serves one scope, and so one thread, at a time.
 */
public final class Scope implements AutoCloseable {

    private final NDManager manager;
    private final List<Runnable> closing = new ArrayList<>();

    private Scope(NDManager manager) {
        this.manager = manager;
    }

    /** Opens a scope below a manager. */
    public static Scope below(NDManager parent) {
        return new Scope(parent.newSubManager());
    }

    /** The manager of this scope's arrays. */
    public NDManager manager() {
        return manager;
    }

    /** Lends this scope arrays that outlive it. */
    public Scope borrow(Iterable<? extends NDArray> arrays) {
        arrays.forEach(array -> array.tempAttach(manager));
        return this;
    }

    /** Says what else must happen once this scope's arrays are freed. */
    public void whenClosed(Runnable action) {
        closing.add(action);
    }

    @Override
    public void close() {
        try {
            manager.close();
        } finally {
            closing.forEach(Runnable::run);
        }
    }
}
