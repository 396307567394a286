package org.derl.tensor;

import java.util.function.Supplier;

/**
 * In which numbers matrix products are computed: those of {@link Functions#linear}, {@link Functions#attentionWeights}
 * and
 * {@link Functions#attention}, within {@link #in}, on the calling thread. What goes into a product and what comes out
 * of it is float32 in any case, and so are its gradients.
 */
public enum Precision {
    /** The numbers that everything else is computed in. */
    FLOAT32,
    /** Factors are rounded to bfloat16, which keeps 8 of 24 bits, and sums are float32, as in PyTorch's autocast. */
    BF16;

    private static final ThreadLocal<Precision> HERE = ThreadLocal.withInitial(() -> FLOAT32);

    /** Runs work whose products are computed so; those of work within it that says otherwise are not. */
    public <T> T in(Supplier<T> work) {
        Precision around = HERE.get();
        HERE.set(this);
        try {
            return work.get();
        } finally {
            HERE.set(around);
        }
    }

    /** Whether factors are rounded on this thread now. */
    static boolean rounds() {
        return HERE.get() == BF16;
    }
}
