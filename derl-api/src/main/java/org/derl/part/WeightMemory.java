package org.derl.part;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/** Where the weights of an outermost part live: allocated once, opened by one thread at a time, freed at the end. */
final class WeightMemory {

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private @Nullable NDManager manager;
    private boolean closed;

    void allocate(Collection<Parameter> parameters, Device device, Randomness randomness) {
        if (manager != null) {
            throw new IllegalStateException("these weights are allocated already");
        }
        if (Set.copyOf(parameters).size() < parameters.size()) {
            throw new IllegalStateException("one part was taken in twice: its weights would move twice a step");
        }
        NDManager fresh = Compute.newManager(device);
        manager = fresh;
        parameters.forEach(parameter -> parameter.allocate(fresh, randomness));
    }

    NDManager manager() {
        if (manager == null) {
            throw new IllegalStateException(closed ? "the model is closed" : "call allocate() first");
        }
        return manager;
    }

    Scope open(Collection<Parameter> parameters) {
        Scope scope = Scope.below(manager());
        try {
            use(scope);
            return scope.borrow(parameters.stream().map(Parameter::array).toList());
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    private void use(Scope scope) {
        if (user.compareAndSet(null, Thread.currentThread())) {
            scope.whenClosed(() -> user.set(null));
        } else if (user.get() != Thread.currentThread()) {
            throw new IllegalStateException("another thread is using this model; it serves one at a time");
        }
    }

    void close() {
        if (manager != null) {
            manager.close();
            manager = null;
            closed = true;
        }
    }
}
