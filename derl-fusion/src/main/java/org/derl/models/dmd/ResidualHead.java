package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Linear;
import org.derl.part.Outputs;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/** Predicts from a vector by two layers, whose output is added to it, and a third. */
public final class ResidualHead extends Part {

    private final double dropout;
    private final Linear hidden;
    private final Linear joint;
    private final Linear output;

    /**
     * What the head computes.
     *
     * @param middle (batch, middle size) after the ReLU, before dropout
     * @param sum (batch, size): the vector and what was added to it
     * @param score (batch), or (batch, outputs)
     */
    public record Read(NDArray middle, NDArray sum, NDArray score) {}

    /** Of vectors of a size, with {@code dropout} between its first two layers. */
    public ResidualHead(int size, int middle, int outputs, double dropout) {
        Pass.checkDropout(dropout);
        this.dropout = dropout;
        hidden = part("hidden", Linear.of(size, middle));
        joint = part("joint", Linear.of(middle, size));
        output = part("output", Linear.of(size, outputs));
    }

    /** Reads (batch, size). */
    public Read read(Pass pass, NDArray vector) {
        NDArray middle = Functions.relu(hidden.apply(vector)); // (batch, middle size)
        NDArray sum = joint.apply(pass.dropout(middle, dropout)).add(vector); // (batch, size)
        return new Read(middle, sum, Outputs.single(output.apply(sum)));
    }
}
