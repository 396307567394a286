package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.tensor.Operations.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every operation against central differences, in double precision. */
class OperationGradientsTest {

    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-7;

    /** Their gradient is a matter of definition, tested below one by one. */
    private static final Set<String> BY_DEFINITION =
            Set.of("Tensors.detach/1", "Functions.reverseGradient/2", "Functions.toFloat/1", "Functions.toDouble/1");

    private static final Set<String> MAKING_CONSTANTS = Set.of("Tensors.of/3", "Tensors.scalar/2");

    private NDManager manager;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static List<Operation> operations() {
        return Operations.all();
    }

    @Test
    void everyOperationIsTested() {
        Set<String> tested =
                operations().stream().map(Operation::covers).collect(Collectors.toCollection(TreeSet::new));
        tested.addAll(BY_DEFINITION);
        tested.addAll(MAKING_CONSTANTS);
        Set<String> offered = Stream.of(
                        Tensors.class, Functions.class, Planes.class, Recurrences.class, Loops.class, Matrices.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> NDArray.class.isAssignableFrom(method.getReturnType())
                        || method.getReturnType() == List.class
                        || method.getReturnType().isRecord())
                .map(OperationGradientsTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(offered, tested);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "/" + method.getParameterCount();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void gradientEqualsDifferences(Operation operation) {
        List<double[]> values = operation.values();
        List<double[]> gradients = gradients(operation, values);

        for (int input = 0; input < values.size(); input++) {
            double[] differences = differences(operation, values, input);
            double largest = Arrays.stream(differences).map(Math::abs).max().orElseThrow();
            assertTrue(largest > 1e-3, "the loss does not depend on input " + input);
            assertArrayEquals(differences, gradients.get(input), TOLERANCE * largest, "input " + input);
        }
    }

    private List<double[]> gradients(Operation operation, List<double[]> values) {
        List<NDArray> arrays = arrays(manager, operation, values);
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        arrays.forEach(array -> {
            array.setRequiresGradient(true);
            parameters.put("input" + parameters.size(), array);
        });
        Map<String, NDArray> gradients =
                Gradients.of(operation.loss(arrays), parameters, manager).byPath();
        assertEquals(parameters.keySet(), gradients.keySet());
        return parameters.keySet().stream()
                .map(name -> gradients.get(name).toDoubleArray())
                .toList();
    }

    private static List<NDArray> arrays(NDManager manager, Operation operation, List<double[]> values) {
        List<NDArray> arrays = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            arrays.add(Tensors.of(manager, values.get(i), operation.inputs().get(i)));
        }
        return arrays;
    }

    private double[] differences(Operation operation, List<double[]> values, int input) {
        double[] differences = new double[values.get(input).length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (shifted(operation, values, input, i, STEP) - shifted(operation, values, input, i, -STEP))
                    / (2 * STEP);
        }
        return differences;
    }

    private double shifted(Operation operation, List<double[]> values, int input, int place, double step) {
        List<double[]> changed = new ArrayList<>(values);
        changed.set(input, values.get(input).clone());
        changed.get(input)[place] += step;
        try (Scope scope = Scope.below(manager)) {
            return Compute.withoutGradients(() ->
                    operation.loss(arrays(scope.manager(), operation, changed)).getDouble());
        }
    }

    @Test
    void reversedGradientIsNegativeAndScaled() {
        NDArray x = parameter(1.5, -2);
        NDArray reversed = Functions.reverseGradient(x, 0.8);

        assertArrayEquals(x.toDoubleArray(), reversed.toDoubleArray(), 1e-15);
        assertArrayEquals(
                new double[] {-2.4, -2.4}, gradient(Tensors.scale(reversed, 3).sum(), x), 1e-14);
    }

    @Test
    void aLengthOfZeroHasNoGradient() {
        NDArray x = parameter(0, -2);

        assertArrayEquals(
                new double[] {0, -1}, gradient(Functions.root(x.square()).sum(), x), 1e-15);
    }

    @Test
    void noGradientPassesADetachedValue() {
        NDArray x = parameter(1.5, -2);

        assertArrayEquals(
                new double[] {1.5, -2}, gradient(Tensors.detach(x).mul(x).sum(), x));
    }

    @Test
    void gradientPassesTheConversionToFloat() {
        NDArray x = parameter(1.5, -2);
        NDArray converted = Functions.toFloat(x);

        assertEquals(DataType.FLOAT32, converted.getDataType());
        assertArrayEquals(new double[] {3, -4}, gradient(converted.square().sum(), x));
    }

    @Test
    void gradientPassesTheConversionToDouble() {
        NDArray x = Tensors.of(manager, new float[] {1.5f, -2}, new Shape(2));
        x.setRequiresGradient(true);
        NDArray converted = Functions.toDouble(x);

        assertEquals(DataType.FLOAT64, converted.getDataType());
        assertArrayEquals(
                new float[] {3, -4},
                Gradients.of(converted.square().sum(), Map.of("x", x), manager)
                        .byPath()
                        .get("x")
                        .toFloatArray());
    }

    @Test
    void scalarsAreExactInDoublePrecision() {
        NDArray x = parameter(1);

        for (double value : new double[] {0.1, Math.PI, 1e300, -4e-320, 1.0 / 3}) {
            assertEquals(value, Tensors.scalar(x, value).getDouble());
        }
    }

    @Test
    void wholeNumbersTakeNoFractions() {
        NDArray x = Tensors.of(manager, new long[] {1, 2}, new Shape(2));

        assertArrayEquals(new long[] {3, 6}, Tensors.scale(x, 3).toLongArray());
        assertThrows(IllegalArgumentException.class, () -> Tensors.scale(x, 0.5));
    }

    private NDArray parameter(double... values) {
        NDArray array = Tensors.of(manager, values, new Shape(values.length));
        array.setRequiresGradient(true);
        return array;
    }

    private double[] gradient(NDArray loss, NDArray parameter) {
        return Gradients.of(loss, Map.of("x", parameter), manager)
                .byPath()
                .get("x")
                .toDoubleArray();
    }
}
