package org.derl.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    private static final Initializer NORMAL = Initializer.normal(1);

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    /** A part whose declarations are written where it is used. */
    private static final class Any extends Part {
        Any(Consumer<Any> declarations) {
            declarations.accept(this);
        }

        Any weight(String name, long... shape) {
            parameter(name, NORMAL, shape);
            return this;
        }

        Any kept(String name, long... shape) {
            buffer(name, Initializer.constant(7), shape);
            return this;
        }

        Any startingFrom(Map<String, Initializer> initializers) {
            initializeFrom(initializers);
            return this;
        }

        NDArray doubled(NDArray x, int times, List<NDArray> made) {
            return freeing(x, start -> {
                NDArray result = start;
                for (int i = 0; i < times; i++) {
                    result = Tensors.scale(result, 2);
                    made.add(result);
                }
                return result;
            });
        }

        Sequence tripled(List<Sequence> read, List<NDArray> made) {
            return freeing(read, () -> {
                NDArray twice = Tensors.scale(read.get(0).values(), 2);
                made.add(twice);
                return read.get(0).with(twice.add(read.get(1).values()));
            });
        }

        Sequence same(Sequence read) {
            return freeing(List.of(read), () -> read);
        }

        <T> T holding(String name, T thing) {
            return part(name, thing);
        }
    }

    private static Any weights(String... names) {
        return new Any(part -> List.of(names).forEach(name -> part.weight(name, 2)));
    }

    @Test
    void pathsFollowTheDeclarations() {
        Any inner = weights("gain", "bias");
        Any model = new Any(part -> {
            part.weight("first", 3, 2);
            part.holding("layers.0", inner);
            part.holding("", weights("bare"));
            part.kept("mean", 4);
        });

        assertEquals(
                List.of("first", "mean", "layers.0.gain", "layers.0.bias", "bare"),
                List.copyOf(model.parameters().keySet()));
        assertEquals(6 + 2 + 2 + 2, model.parameterCount());
        assertEquals(List.of("gain", "bias"), List.copyOf(inner.parameters().keySet()));
    }

    @Test
    void firstValuesCanComeFromElsewhere() throws IOException {
        Path file = directory.resolve("stored.safetensors");
        try (NDManager host = Compute.newManager(Device.cpu())) {
            SafeTensors.write(file, Map.of("old", Tensors.of(host, new float[] {5, 6}, new Shape(2))), Map.of());
        }
        Initializer stored = Initializer.stored(SafeTensors.open(file), "old");
        try (Any model = weights("a", "b").startingFrom(Map.of("b", stored))) {
            model.allocate(Device.cpu(), new Randomness(1));
            assertArrayEquals(
                    new float[] {5, 6}, model.parameters().get("b").array().toFloatArray());
            assertTrue(model.parameters().get("b").array().hasGradient());
        }
        assertThrows(IllegalArgumentException.class, () -> weights("a").startingFrom(Map.of("c", stored)));
        float[] values = new float[2];
        stored.fill(values, new Shape(2), new Randomness(1));
        assertArrayEquals(new float[] {5, 6}, values);
    }

    @Test
    void whatLeadsToAResultIsFreedUnlessSomeoneWatches() {
        try (Any model = weights("a")) {
            model.allocate(Device.cpu(), new Randomness(1));
            NDArray weight = model.parameters().get("a").array();
            try (Scope scope = model.open()) {
                NDArray x = Tensors.scale(weight, 1);
                List<NDArray> made = new ArrayList<>();
                NDArray result = model.doubled(x, 3, made);
                assertEquals(
                        List.of(true, true, false),
                        made.stream().map(NDArray::isReleased).toList());
                assertSame(scope.manager(), result.getManager());
                assertSame(scope.manager(), x.getManager());
                NDArray loss = result.square().sum();
                float[] gradient = Gradients.of(loss, model.trainable(), scope.manager())
                        .byPath()
                        .get("a")
                        .toFloatArray();
                assertEquals(2 * 64 * weight.toFloatArray()[0], gradient[0], 1e-4);

                model.registerForwardHook(seen -> {});
                model.doubled(x, 3, made);
                assertFalse(made.get(3).isReleased());
            }
        }
    }

    @Test
    void aSequenceMayBeReadTwiceAndBeTheResultToo() {
        try (Any model = weights("a")) {
            model.allocate(Device.cpu(), new Randomness(1));
            try (Scope scope = model.open()) {
                Sequence x = Sequence.full(Tensors.of(scope.manager(), new float[] {1, 2}, new Shape(1, 2, 1)));
                List<NDArray> made = new ArrayList<>();

                assertArrayEquals(
                        new float[] {3, 6},
                        model.tripled(List.of(x, x), made).values().toFloatArray());
                assertTrue(made.get(0).isReleased());
                assertSame(x, model.same(x));
                assertArrayEquals(new float[] {1, 2}, x.values().toFloatArray());
                assertSame(scope.manager(), x.values().getManager());
            }
        }
    }

    @Test
    void statisticsAreNotTrained() {
        try (Any model = weights("a").kept("mean", 4)) {
            model.allocate(Device.cpu(), new Randomness(1));

            assertEquals(List.of("a"), List.copyOf(model.trainable().keySet()));
            assertTrue(model.parameters().get("a").array().hasGradient());
            assertFalse(model.parameters().get("mean").array().hasGradient());
            assertArrayEquals(
                    new float[] {7, 7, 7, 7},
                    model.parameters().get("mean").array().toFloatArray());
        }
    }

    @Test
    void whatHasNoWeightsIsSimplyReturned() {
        Any model = weights();
        Object stateless = new Object();

        assertSame(stateless, model.holding("gate", stateless));
        assertTrue(model.parameters().isEmpty());
    }

    @Test
    void ambiguousNamesAreRefused() {
        assertRefused("two parameters of one part are called 'a'", () -> weights("a", "a"));
        assertRefused("a parameter has no name", () -> weights(""));
        assertRefused(
                "two parts of one part are called 'x'",
                () -> new Any(part -> {
                    part.holding("x", weights("a"));
                    part.holding("x", weights("b"));
                }));
        assertRefused(
                "two parameters have the path 'a'",
                () -> new Any(part -> part.weight("a", 1).holding("", weights("a"))).parameters());
        assertRefused("two parameters have the path 'x.y.a'", () -> new Any(part -> {
                    part.holding("x.y", weights("a"));
                    part.holding("x", weights("y.a"));
                })
                .parameters());
    }

    @Test
    void partTakenInTwiceIsRefused() {
        Any shared = weights("a");
        Any model = new Any(part -> {
            part.holding("one", shared);
            part.holding("other", shared);
        });

        assertRefused(
                "one part was taken in twice: its weights would move twice a step",
                () -> model.allocate(Device.cpu(), new Randomness(1)));
    }

    @Test
    void weightsAreAllocatedOnce() {
        try (Any model = weights("a")) {
            assertRefused("call allocate() first", model::manager);
            assertRefused(
                    "this part has no weights yet: call allocate() on the whole model first",
                    () -> model.parameters().get("a").array());
            assertRefused("this part has no weights yet: call allocate() on the whole model first", model::trainable);
            model.allocate(Device.cpu(), new Randomness(1));
            assertRefused("these weights are allocated already", () -> model.allocate(Device.cpu(), new Randomness(1)));
        }
    }

    private static void assertRefused(String message, Runnable action) {
        assertEquals(
                message, assertThrows(IllegalStateException.class, action::run).getMessage());
    }

    @Test
    void weightsAreDrawnInTheOrderOfDeclaration() {
        Randomness randomness = new Randomness(9);
        float[] expected = new float[4];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) randomness.nextGaussian();
        }
        try (Any model = new Any(part -> part.weight("z", 2).holding("a", weights("b")))) {
            model.allocate(Device.cpu(), new Randomness(9));
            float[] first = model.parameters().get("z").array().toFloatArray();
            float[] second = model.parameters().get("a.b").array().toFloatArray();

            assertArrayEquals(expected, new float[] {first[0], first[1], second[0], second[1]});
        }
    }

    @Test
    void closedPartFreesItsWeights() {
        Any model = weights("a");
        model.allocate(Device.cpu(), new Randomness(1));
        var array = model.parameters().get("a").array();
        model.close();
        model.close();

        assertTrue(array.isReleased());
    }

    @Test
    void initialValuesKeepTheirBounds() {
        assertBounds(Initializer.uniform(0.3), 0.3);
        assertBounds(Initializer.fanIn(25), 0.2);
        assertBounds(Initializer.xavier(), Math.sqrt(6.0 / 150));
    }

    private static void assertBounds(Initializer initializer, double bound) {
        float[] values = new float[100 * 50];
        initializer.fill(values, new Shape(100, 50), new Randomness(1));
        float largest = 0;
        float sum = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
            sum += value;
        }
        assertTrue(largest <= bound + 1e-7 && largest > 0.99 * bound, largest + " of " + bound);
        assertEquals(0, sum / values.length, 4 * bound / Math.sqrt(3.0 * values.length));
    }

    /** Uses a part that it has not taken in. */
    private static final class Forgetful extends Part {

        private final Any lost = new Any(any -> any.weight("weight", 2));

        Forgetful() {
            parameter("own", NORMAL, 2);
        }

        NDArray use() {
            return lost.parameters().values().iterator().next().array();
        }
    }

    @Test
    void aPartThatWasNotDeclaredIsNamedWithTheOneThatUsesIt() {
        try (Forgetful forgetful = new Forgetful()) {
            forgetful.allocate(Device.cpu(), new Randomness(1));
            assertRefused(
                    "Forgetful uses a part that it has not declared by part(...), so that it has no weights: Any",
                    forgetful::use);
        }
    }

    @Test
    void anOutputThatIsNotAsDeclaredIsNamedWithItsPart() {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            NDArray output = manager.zeros(new Shape(2, 3));
            assertSame(output, Outputs.vector("", output, 3));
            assertRefused("java.lang.String outputs (2, 3), but declares size 7", () -> Outputs.vector("", output, 7));
            Sequence input = Sequence.full(manager.zeros(new Shape(2, 4, 5)));
            assertSame(input, Outputs.steps("", input, input, 5));
            assertRefused(
                    "java.lang.String outputs (2, 4, 5) for 2 samples of 4 steps, but declares that a step has size 6",
                    () -> Outputs.steps("", input, input, 6));
        }
    }
}
