package org.derl.part;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.derl.data.Sequence;
import org.derl.io.Fingerprint;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The base of everything with weights. A part's constructor declares its parameters and the parts below it, each under
 * a name; together the names make a dotted path such as {@code layers.0.text.cross.norm.gain}. The outermost part is
 * allocated once, on one device; its parameters are then drawn in the order of their declaration.
 */
public abstract class Part implements AutoCloseable {

    private final Map<String, Parameter> own = new LinkedHashMap<>();
    private final Map<String, Part> below = new LinkedHashMap<>();
    private final WeightMemory memory = new WeightMemory();
    private @Nullable Part above;
    private @Nullable String files;
    private @Nullable Consumer<ForwardOutput> hook;

    /**
     * What a forward hook is called with.
     *
     * @param path of the part, and after it the name of the output where the part has several
     * @param output of the part
     */
    public record ForwardOutput(String path, NDArray output) {}

    /** Declares a parameter that is trained. */
    protected final Parameter parameter(String name, Initializer initializer, long... shape) {
        return declare(name, new Parameter(this, new Shape(shape), initializer, true));
    }

    /** Declares an array that is saved with the weights but not trained, such as a running mean. */
    protected final Parameter buffer(String name, Initializer initializer, long... shape) {
        return declare(name, new Parameter(this, new Shape(shape), initializer, false));
    }

    private Parameter declare(String name, Parameter parameter) {
        if (name.isEmpty()) {
            throw new IllegalStateException("a parameter has no name");
        }
        if (own.putIfAbsent(name, parameter) != null) {
            throw new IllegalStateException("two parameters of one part are called '" + name + "'");
        }
        return parameter;
    }

    /**
     * Declares a part below this one under a name. An object that is not a {@code Part} is simply returned, so that a
     * plugin's gate without weights needs no base class. An empty name adds nothing to the paths below.
     */
    protected final <T> T part(String name, T thing) {
        if (thing instanceof Part part) {
            if (below.putIfAbsent(name, part) != null) {
                throw new IllegalStateException("two parts of one part are called '" + name + "'");
            }
            part.above = this;
        }
        return thing;
    }

    /** The part that holds this one, directly or not, and that nobody holds. */
    final Part outermost() {
        return above == null ? this : above.outermost();
    }

    /** Whether this part, or one below it, is of a class. */
    final boolean has(Class<?> type) {
        return type.isInstance(this) || below.values().stream().anyMatch(part -> part.has(type));
    }

    /**
     * Registers a function that is called with every output of this part and of those below it, in place of one that is
     * registered already. It serves figures of what a model attends to, and comparisons with a reference
     * implementation.
     */
    public final void registerForwardHook(Consumer<ForwardOutput> newHook) {
        hookBelow("", newHook);
    }

    /** Removes the forward hook of this part and of those below it. */
    public final void removeForwardHook() {
        hook = null;
        below.values().forEach(Part::removeForwardHook);
    }

    private void hookBelow(String path, Consumer<ForwardOutput> outermost) {
        hook = forward -> outermost.accept(new ForwardOutput(path + forward.path(), forward.output()));
        below.forEach((name, part) -> part.hookBelow(join(path, name), outermost));
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    /** Calls the forward hook, if there is one, with the output of this part; returns the output. */
    protected final NDArray hooked(NDArray output) {
        return hooked("", output);
    }

    /** Calls the forward hook with one of several outputs, by its name. */
    protected final NDArray hooked(String name, NDArray output) {
        if (hook != null) {
            hook.accept(new ForwardOutput(name.isEmpty() ? name : "." + name, output));
        }
        return output;
    }

    /**
     * Runs work on an array and then frees all intermediate arrays, which would otherwise stay until the end of the
     * step; autograd keeps what it needs. Under a forward hook nothing is freed.
     */
    protected final NDArray freeing(NDArray x, UnaryOperator<NDArray> work) {
        return freeing(List.of(x), () -> work.apply(x), UnaryOperator.identity());
    }

    /** The same for work on sequences, such as that of an encoder or a gate. */
    protected final Sequence freeing(List<Sequence> inputs, Supplier<Sequence> work) {
        return freeing(inputs.stream().map(Sequence::values).toList(), work, Sequence::values);
    }

    private <T> T freeing(List<NDArray> inputs, Supplier<T> work, Function<T, NDArray> values) {
        if (hook != null) {
            return work.get();
        }
        Set<NDArray> borrowed = Collections.newSetFromMap(new IdentityHashMap<>()); // equals() would compare numbers
        borrowed.addAll(inputs);
        NDManager outer = inputs.get(0).getManager();
        try (Scope inner = Scope.below(outer)) {
            inner.borrow(borrowed);
            T result = work.get();
            if (!borrowed.contains(values.apply(result))) { // an input goes back to where it came from
                values.apply(result).attach(outer);
            }
            return result;
        }
    }

    /** All parameters by dotted path, in the order of their declaration. */
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>();
        collect("", all);
        return Collections.unmodifiableMap(all);
    }

    private void collect(String prefix, Map<String, Parameter> all) {
        own.forEach((name, parameter) -> {
            if (all.putIfAbsent(prefix + name, parameter) != null) {
                throw new IllegalStateException("two parameters have the path '" + prefix + name + "'");
            }
        });
        below.forEach((name, part) -> part.collect(name.isEmpty() ? prefix : prefix + name + ".", all));
    }

    /** The arrays of the trained parameters, by dotted path. */
    public final Map<String, NDArray> trainable() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters().forEach((path, parameter) -> {
            if (parameter.trainable()) {
                arrays.put(path, parameter.array());
            }
        });
        return arrays;
    }

    /** How many numbers are trained. */
    public final long parameterCount() {
        return parameters().values().stream()
                .filter(Parameter::trainable)
                .mapToLong(parameter -> parameter.shape().size())
                .sum();
    }

    /**
     * Gives parameters of this part and of those below it other initial values than the declared ones, such as
     * pretrained ones.
     *
     * @param initializers by dotted path
     * @throws IllegalArgumentException when there is no parameter of a path
     */
    protected final void initializeFrom(Map<String, Initializer> initializers) {
        Map<String, Parameter> all = parameters();
        initializers.forEach((path, initializer) -> {
            Parameter parameter = all.get(path);
            if (parameter == null) {
                throw new IllegalArgumentException("there is no parameter '" + path + "'");
            }
            parameter.initializeFrom(initializer);
        });
    }

    /**
     * Says what this part depends on besides its settings and the initial values of its parameters.
     *
     * @param checksum of files that it was built from, such as a pretrained network's description
     */
    protected final void follows(String checksum) {
        files = checksum;
    }

    /**
     * A checksum of everything that this part and those below it read from files: stored initial values, and what was
     * declared by {@link #follows}. 64 hexadecimal digits; empty if they read nothing.
     *
     * @throws IOException when stored values cannot be read
     */
    public final Optional<String> pretrained() throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (Map.Entry<String, Parameter> parameter : parameters().entrySet()) {
            parameter.getValue().initializer().checksum().ifPresent(sum -> checksums.put(parameter.getKey(), sum));
        }
        collectFiles("", checksums);
        Fingerprint fingerprint = new Fingerprint();
        checksums.forEach((path, checksum) -> fingerprint.add(path).add(checksum));
        return checksums.isEmpty() ? Optional.empty() : Optional.of(fingerprint.hexadecimal());
    }

    private void collectFiles(String path, Map<String, String> checksums) {
        if (files != null) {
            checksums.put("files of " + path, files);
        }
        below.forEach((name, part) -> part.collectFiles(join(path, name), checksums));
    }

    /** Draws all parameters of this part and those below it. */
    public final void allocate(Device device, Randomness randomness) {
        memory.allocate(parameters().values(), device, randomness);
    }

    /** The owner of the weights; for what must live as long as they do. */
    public final NDManager manager() {
        return memory.manager();
    }

    /**
     * Opens the memory of one step, with the weights at hand.
     *
     * @throws IllegalStateException when the weights are freed, or another thread has opened them: they would be lost
     */
    public final Scope open() {
        return memory.open(parameters().values());
    }

    /** Frees the weights. */
    @Override
    public final void close() {
        memory.close();
    }
}
