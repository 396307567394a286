package org.derl.part;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.derl.io.Fingerprint;
import org.derl.tensor.Compute;
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
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private @Nullable Part above;
    private @Nullable NDManager manager;
    private boolean closed;
    private @Nullable String files;
    private @Nullable Consumer<Seen> watcher;

    /**
     * What a watched part puts out.
     *
     * @param path of the part, and behind it the name of the output where it has several
     */
    public record Seen(String path, NDArray output) {}

    /** Declares a parameter that training moves. */
    protected final Parameter parameter(String name, Initializer initializer, long... shape) {
        return declare(name, new Parameter(this, new Shape(shape), initializer, true));
    }

    /** Declares an array that is saved with the weights but not trained. */
    protected final Parameter statistic(String name, Initializer initializer, long... shape) {
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
     * Takes something in under a name. What has no weights (an interface's implementation that is no part) is simply
     * returned, so that a plugin's stateless gate needs no base class. An empty name adds nothing to the paths below.
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
     * Shows everything that this part and those below it put out from now on, as a forward hook does: for figures of
     * what a model attends to, and for comparing it with a reference. Null ends it.
     */
    public final void watch(@Nullable Consumer<Seen> newWatcher) {
        watch("", newWatcher);
    }

    private void watch(String path, @Nullable Consumer<Seen> outermost) {
        watcher = outermost == null ? null : seen -> outermost.accept(new Seen(path + seen.path(), seen.output()));
        below.forEach((name, part) -> part.watch(join(path, name), outermost));
    }

    private static String join(String path, String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    /** Lets a watcher see what this part puts out, and returns it. */
    protected final NDArray seen(NDArray output) {
        return seen("", output);
    }

    /** Lets a watcher see one of several outputs. */
    protected final NDArray seen(String name, NDArray output) {
        if (watcher != null) {
            watcher.accept(new Seen(name.isEmpty() ? name : "." + name, output));
        }
        return output;
    }

    /**
     * Runs work on an array and then frees all that it made on the way to its result, which otherwise waits for the end
     * of the step; autograd keeps by itself what it needs. Where someone watches, nothing is freed.
     */
    protected final NDArray freeing(NDArray x, UnaryOperator<NDArray> work) {
        if (watcher != null) {
            return work.apply(x);
        }
        NDManager outer = x.getManager();
        try (Scope inner = Scope.below(outer)) {
            inner.borrow(List.of(x));
            NDArray result = work.apply(x);
            result.attach(outer);
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

    /** The arrays of the parameters that training may move, by dotted path. */
    public final Map<String, NDArray> trainable() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters().forEach((path, parameter) -> {
            if (parameter.trainable()) {
                arrays.put(path, parameter.array());
            }
        });
        return arrays;
    }

    /** How many numbers training may move. */
    public final long parameterCount() {
        return parameters().values().stream()
                .filter(Parameter::trainable)
                .mapToLong(parameter -> parameter.shape().size())
                .sum();
    }

    /**
     * Gives parameters of this part and of those below it other first values than they were declared with, such as
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
     * Says what this part follows from beside its settings and its parameters' first values.
     *
     * @param checksum of files that it was built from, such as a pretrained network's description
     */
    protected final void follows(String checksum) {
        files = checksum;
    }

    /**
     * Stands for all that this part and those below it take from files: stored first values, and what else they follow
     * from. 64 hexadecimal digits; empty where they take nothing.
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
        if (manager != null) {
            throw new IllegalStateException("these weights are allocated already");
        }
        Map<String, Parameter> all = parameters();
        if (Set.copyOf(all.values()).size() < all.size()) {
            throw new IllegalStateException("one part was taken in twice: its weights would move twice a step");
        }
        NDManager fresh = Compute.newManager(device);
        manager = fresh;
        all.values().forEach(parameter -> parameter.allocate(fresh, randomness));
    }

    /** The owner of the weights; for what must live as long as they do. */
    public final NDManager manager() {
        if (manager == null) {
            throw new IllegalStateException(closed ? "the model is closed" : "call allocate() first");
        }
        return manager;
    }

    /**
     * Opens the memory of one step, with the weights at hand.
     *
     * @throws IllegalStateException when the weights are freed, or another thread has opened them: they would be lost
     */
    public final Scope open() {
        Scope scope = Scope.below(manager());
        try {
            use(scope);
            return scope.borrow(
                    parameters().values().stream().map(Parameter::array).toList());
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

    /** Frees the weights. */
    @Override
    public final void close() {
        if (manager != null) {
            manager.close();
            manager = null;
            closed = true;
        }
    }
}
