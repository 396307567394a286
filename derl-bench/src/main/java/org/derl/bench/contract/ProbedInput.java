package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * What something reads, times ones that training moves. They move only where it lets gradients through; and it works
 * within a graph, as it would after layers with weights.
 */
final class ProbedInput extends Part implements SequenceEncoder {

    /** Begins the names of its parameters, and of nobody else's. */
    private static final String MARK = "<input>.";

    private final int size;
    private final Map<String, Parameter> gains = new LinkedHashMap<>();

    /**
     * An input.
     *
     * @param names of all that is read; the first is what {@link #encode} reads
     * @param size of a vector or step
     */
    ProbedInput(Collection<String> names, int size) {
        this.size = size;
        names.forEach(name -> gains.put(name, parameter(MARK + name, Initializer.constant(1), size)));
    }

    /** Lets vectors (batch, size) or steps (batch, time, size) in, unless they are not among what this lets in. */
    NDArray read(String name, NDArray x) {
        return gains.containsKey(name)
                ? x.mul(Objects.requireNonNull(gains.get(name)).array())
                : x;
    }

    /** The same for sequences. */
    Sequence read(String name, Sequence sequence) {
        return sequence.with(read(name, sequence.values()));
    }

    /** Whether a path leads to a parameter of an input. */
    static boolean isOf(String path) {
        return path.startsWith(MARK) || path.contains("." + MARK);
    }

    /** What such a parameter lets in. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        return read(gains.keySet().iterator().next(), sequence);
    }

    @Override
    public int size() {
        return size;
    }
}
