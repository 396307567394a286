package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every differentiable operation that parts are made of, with small inputs. */
final class Operations {

    private static final int[] UNSORTED = {2, 4, 1};
    private static final int[] FULL = {4, 4, 4};

    private Operations() {}

    /**
     * An operation at work.
     *
     * @param covers the method, such as {@code Tensors.scale/2}
     * @param positive whether the inputs must be above 0
     */
    record Operation(
            String covers,
            String title,
            boolean positive,
            List<Shape> inputs,
            Function<List<NDArray>, NDArray> result) {

        @Override
        public String toString() {
            return covers + " " + title;
        }

        /** The inputs' first values, the same each time. */
        List<double[]> values() {
            Randomness randomness = new Randomness(3);
            return inputs.stream()
                    .map(shape -> {
                        double[] values = new double[(int) shape.size()];
                        Arrays.setAll(values, i -> {
                            double value = 0.2 + randomness.nextDouble();
                            return positive || randomness.nextDouble() < 0.5 ? value : -value;
                        });
                        return values;
                    })
                    .toList();
        }

        /** A loss in which every element of the result has a weight of its own. */
        NDArray loss(List<NDArray> arrays) {
            NDArray output = result.apply(arrays);
            Randomness randomness = new Randomness(5);
            double[] probe = new double[(int) output.getShape().size()];
            Arrays.setAll(probe, i -> 2 * randomness.nextDouble() - 1);
            NDArray weights = Tensors.of(output.getManager(), probe, output.getShape());
            return output.mul(weights.toType(output.getDataType(), false)).sum();
        }
    }

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        all.addAll(arithmetic());
        all.addAll(choices());
        all.addAll(layers());
        all.addAll(activations());
        all.addAll(recurrent());
        all.addAll(attention());
        all.addAll(planes());
        return all;
    }

    private static List<Operation> arithmetic() {
        return List.of(
                elementwise("Tensors.scale/2", x -> Tensors.scale(x, -1.7)),
                elementwise("Tensors.shift/2", x -> Tensors.shift(x, 0.3).square()),
                elementwise("Tensors.oneMinus/1", x -> Tensors.oneMinus(x).square()),
                elementwise("Tensors.power/2", x -> Tensors.power(x, 3)),
                new Operation(
                        "Tensors.power/2",
                        "with a negative fraction",
                        true,
                        List.of(new Shape(2, 3)),
                        in -> Tensors.power(in.get(0), -0.5)),
                new Operation(
                        "Tensors.squareRoot/1",
                        "",
                        true,
                        List.of(new Shape(2, 3)),
                        in -> Tensors.squareRoot(in.get(0))),
                elementwise("Tensors.atLeast/2", x -> Tensors.atLeast(x, 0.1)),
                elementwise("Tensors.atMost/2", x -> Tensors.atMost(x, 0.1)),
                elementwise("Tensors.mean/2", x -> Tensors.mean(x.square(), 1)),
                operation(
                        "Matrices.einsum/2",
                        "of three",
                        in -> Matrices.einsum("bi,bj,bk->bijk", in.get(0), in.get(1), in.get(2)),
                        new Shape(2, 3),
                        new Shape(2, 2),
                        new Shape(2, 4)),
                elementwise("Matrices.singularValues/1", Matrices::singularValues),
                operation(
                        "Matrices.solveCholesky/2",
                        "of B Bt + 1",
                        in -> Matrices.solveCholesky(positiveDefinite(in.get(0)), in.get(1)),
                        new Shape(4, 4),
                        new Shape(4, 3)),
                operation(
                        "Matrices.logDeterminant/1",
                        "of B Bt + 1",
                        in -> Matrices.logDeterminant(positiveDefinite(in.get(0))),
                        new Shape(3, 3)));
    }

    private static NDArray positiveDefinite(NDArray b) {
        NDArray one = b.getManager().eye((int) b.getShape().get(0)).toType(b.getDataType(), false);
        return b.matMul(b.transpose()).add(one);
    }

    private static List<Operation> choices() {
        return List.of(
                operation(
                        "Tensors.concat/2", "", in -> Tensors.concat(in, 1).square(), new Shape(2, 3), new Shape(2, 1)),
                operation("Tensors.stack/2", "", in -> Tensors.stack(in, 1).square(), new Shape(2, 3), new Shape(2, 3)),
                elementwise("Tensors.contiguous/1", x -> Tensors.contiguous(x.transpose())
                        .square()),
                elementwise("Tensors.slice/4", x -> Tensors.slice(x, 1, 1, 3).square()),
                elementwise("Tensors.at/3", x -> Tensors.at(x, 1, 2).square()),
                elementwise("Tensors.unbind/2", x -> {
                    List<NDArray> columns = Tensors.unbind(x, 1);
                    return columns.get(0).mul(columns.get(2)).add(columns.get(1));
                }),
                operation(
                        "Tensors.atSteps/2",
                        "",
                        in -> Tensors.atSteps(in.get(0), longs(in.get(0), 3, 0, 2))
                                .square(),
                        new Shape(3, 4, 2)),
                elementwise(
                        "Functions.maskedFill/3",
                        x -> Functions.maskedFill(x, mask(x, new Shape(2, 3), 0, 1, 0, 0, 1, 1), -5)),
                operation(
                        "Functions.maskedSoftmax/2",
                        "",
                        in -> Functions.maskedSoftmax(
                                in.get(0), mask(in.get(0), new Shape(2, 1, 4), 0, 0, 1, 1, 0, 0, 0, 0)),
                        new Shape(2, 3, 4)),
                operation(
                        "Functions.pack/2",
                        "",
                        in -> Functions.pack(in.get(0), longs(in.get(0), 0, 1, 3))
                                .square(),
                        new Shape(2, 3, 2)),
                operation(
                        "Functions.unpack/4",
                        "",
                        in -> Functions.unpack(in.get(0), longs(in.get(0), 0, 1, 3), 2, 3)
                                .square(),
                        new Shape(3, 2)),
                operation(
                        "Functions.embedding/2",
                        "with a row twice",
                        in -> Functions.embedding(longs(in.get(0), 4, 1, 1), in.get(0))
                                .square(),
                        new Shape(5, 2)),
                operation(
                        "Functions.embedding/3",
                        "with padding that is not read",
                        in -> Functions.embedding(longs(in.get(0), 4, 1, 1), in.get(0), 0)
                                .square(),
                        new Shape(5, 2)));
    }

    private static List<Operation> layers() {
        return List.of(
                operation(
                        "Functions.linear/3",
                        "with bias",
                        in -> Functions.linear(in.get(0), in.get(1), in.get(2)),
                        new Shape(2, 3, 4),
                        new Shape(5, 4),
                        new Shape(5)),
                operation(
                        "Functions.linear/3",
                        "without bias",
                        in -> Functions.linear(in.get(0), in.get(1), null),
                        new Shape(3, 4),
                        new Shape(2, 4)),
                operation(
                        "Functions.convolution/4",
                        "with bias",
                        in -> Functions.convolution(in.get(0), in.get(1), in.get(2), 0),
                        new Shape(2, 5, 3),
                        new Shape(4, 3, 3),
                        new Shape(4)),
                operation(
                        "Functions.convolution/4",
                        "padded, without bias",
                        in -> Functions.convolution(in.get(0), in.get(1), null, 2),
                        new Shape(2, 3, 2),
                        new Shape(3, 2, 3)),
                operation(
                        "Functions.layerNorm/3",
                        "",
                        in -> Functions.layerNorm(in.get(0), in.get(1), in.get(2)),
                        new Shape(2, 3, 4),
                        new Shape(4),
                        new Shape(4)),
                operation(
                        "Functions.layerNorm/4",
                        "with a large epsilon",
                        in -> Functions.layerNorm(in.get(0), in.get(1), in.get(2), 0.1),
                        new Shape(3, 4),
                        new Shape(4),
                        new Shape(4)),
                operation(
                        "Functions.batchNorm/6",
                        "in training",
                        in -> batchNorm(in, true),
                        new Shape(5, 3),
                        new Shape(3),
                        new Shape(3)),
                operation(
                        "Functions.batchNorm/6",
                        "in evaluation",
                        in -> batchNorm(in, false),
                        new Shape(5, 3),
                        new Shape(3),
                        new Shape(3)));
    }

    private static List<Operation> activations() {
        return List.of(
                elementwise("Functions.relu/1", Functions::relu),
                elementwise("Functions.gelu/1", Functions::gelu),
                // Away from zero, where the root of a square has no gradient.
                elementwise("Functions.root/1", x -> Functions.root(Tensors.shift(x.square(), 0.1))),
                elementwise("Functions.sigmoid/1", Functions::sigmoid),
                elementwise("Functions.tanh/1", Functions::tanh),
                elementwise("Functions.softmax/1", Functions::softmax),
                elementwise("Functions.logSoftmax/1", Functions::logSoftmax));
    }

    private static List<Operation> recurrent() {
        return List.of(
                lstm("one direction, full", PaddedLstm::read, FULL, 1),
                lstm("two directions, full", PaddedLstm::read, FULL, 2),
                lstm("one direction, padded", PaddedLstm::read, UNSORTED, 1),
                lstm("two directions, padded", PaddedLstm::read, UNSORTED, 2),
                lstm("one direction, packed", Operations::packedLstm, UNSORTED, 1),
                lstm("two directions, packed", Operations::packedLstm, UNSORTED, 2),
                gru("one direction, packed", UNSORTED, 1),
                gru("two directions, full", FULL, 2),
                operation(
                        "Loops.lstmSteps/2",
                        "",
                        in -> {
                            Loops.LstmStates states = Loops.lstmSteps(in.get(0), in.get(1));
                            return Tensors.concat(List.of(states.output(), states.inner()), 2);
                        },
                        new Shape(2, 3, 12),
                        new Shape(12, 3)),
                operation(
                        "Loops.lstmGenerated/5",
                        "",
                        // The weight of the first step multiplies a state of zeros.
                        in -> Loops.lstmGenerated(in.get(0), in.get(1), in.get(1), in.get(2), 3),
                        new Shape(2, 12),
                        new Shape(12, 3),
                        new Shape(12)),
                gatedMemory("without masks", List.of()),
                gatedMemory("with masks", List.of(0.5, 2.0, 0.0)),
                attendingSteps("full", in -> null),
                attendingSteps("padded", in -> mask(in.get(0), new Shape(2, 4), 0, 0, 0, 0, 0, 0, 1, 1)));
    }

    private static Operation gatedMemory(String how, List<Double> factors) {
        return operation(
                "Loops.gatedMemory/5",
                how,
                in -> {
                    List<NDArray> masks = factors.stream()
                            .map(factor -> Tensors.scale(in.get(0).getManager().ones(new Shape(2, 2)), factor))
                            .toList();
                    Loops.GateLayer retain = new Loops.GateLayer(in.get(3), in.get(4), masks);
                    Loops.GateLayer update = new Loops.GateLayer(in.get(5), in.get(6), List.of());
                    Loops.Memories memories = Loops.gatedMemory(in.get(0), in.get(1), in.get(2), retain, update);
                    return Tensors.concat(List.of(memories.retained(), memories.updated(), memories.memories()), 2);
                },
                new Shape(2, 3, 5),
                new Shape(2, 3, 4),
                new Shape(5, 4),
                new Shape(4, 2),
                new Shape(4),
                new Shape(4, 3),
                new Shape(4));
    }

    private static Operation attendingSteps(String how, Function<List<NDArray>, @Nullable NDArray> padding) {
        return operation(
                "Loops.attendingSteps/6",
                how,
                in -> {
                    Loops.Keys keys = new Loops.Keys(in.get(3), in.get(4), in.get(5));
                    Loops.Attended attended =
                            Loops.attendingSteps(in.get(0), in.get(1), in.get(2), keys, in.get(6), padding.apply(in));
                    return Tensors.concat(
                            List.of(
                                    attended.read().flatten(),
                                    attended.attention().flatten()),
                            0);
                },
                new Shape(2, 3, 24),
                new Shape(24, 3),
                new Shape(2, 3),
                new Shape(2, 4, 3),
                new Shape(3, 3),
                new Shape(1, 3),
                new Shape(2, 4, 3));
    }

    private static List<Operation> attention() {
        Shape queries = new Shape(2, 3, 4);
        Shape keys = new Shape(2, 5, 4);
        return List.of(
                operation(
                        "Functions.attentionWeights/6",
                        "",
                        in -> Functions.attentionWeights(in.get(0), in.get(1), 2, 0.7, null, null),
                        queries,
                        keys),
                operation(
                        "Functions.attentionWeights/6",
                        "with a mask that learns, and padding",
                        in -> Functions.attentionWeights(
                                in.get(0),
                                in.get(1),
                                2,
                                0.7,
                                in.get(2),
                                mask(in.get(0), new Shape(2, 1, 1, 5), 0, 0, 1, 0, 0, 0, 0, 0, 1, 1)),
                        queries,
                        keys,
                        new Shape(3, 5)),
                operation(
                        "Functions.attention/2",
                        "",
                        in -> Functions.attention(in.get(0), in.get(1)),
                        new Shape(2, 2, 5, 3),
                        keys));
    }

    private static List<Operation> planes() {
        return List.of(
                operation(
                        "Planes.convolution/5",
                        "",
                        in -> Planes.convolution(in.get(0), in.get(1), in.get(2), 2, 1),
                        new Shape(2, 2, 5, 4),
                        new Shape(3, 2, 3, 3),
                        new Shape(3)),
                operation(
                        "Planes.outerConvolution/6",
                        "",
                        in -> Planes.outerConvolution(in.get(0), in.get(1), in.get(2), in.get(3), 2, 1),
                        new Shape(2, 5),
                        new Shape(2, 4),
                        new Shape(3, 3, 2),
                        new Shape(3)),
                operation("Planes.maxPool/2", "", in -> Planes.maxPool(in.get(0), 2), new Shape(2, 2, 3, 4)),
                operation(
                        "Functions.batchNorm/6",
                        "of channels, in training",
                        in -> batchNorm(in, true),
                        new Shape(2, 3, 2, 2),
                        new Shape(3),
                        new Shape(3)));
    }

    private static Operation lstm(String title, Layer way, int[] lengths, int directions) {
        return recurrent("Recurrences.lstm/3", title, way, 12, lengths, directions);
    }

    private static Recurrences.Recurrent packedLstm(NDArray x, int[] lengths, List<NDArray> weights) {
        return Recurrences.packed("lstm", x, lengths, weights);
    }

    private static Operation gru(String title, int[] lengths, int directions) {
        return recurrent("Recurrences.gru/3", title, Recurrences::gru, 9, lengths, directions);
    }

    private interface Layer {
        Recurrences.Recurrent apply(NDArray x, int[] lengths, List<NDArray> weights);
    }

    private static Operation recurrent(
            String covers, String title, Layer layer, int gates, int[] lengths, int directions) {
        List<Shape> shapes = new ArrayList<>(List.of(new Shape(3, 4, 2)));
        for (int i = 0; i < directions; i++) {
            shapes.addAll(List.of(new Shape(gates, 2), new Shape(gates, 3), new Shape(gates), new Shape(gates)));
        }
        return new Operation(covers, title, false, shapes, in -> {
            Recurrences.Recurrent result = layer.apply(in.get(0), lengths, in.subList(1, in.size()));
            return Tensors.concat(
                    List.of(
                            result.outputs().flatten(),
                            result.last().flatten(),
                            result.cells().flatten()),
                    0);
        });
    }

    private static NDArray batchNorm(List<NDArray> in, boolean training) {
        NDManager manager = in.get(0).getManager();
        DataType type = in.get(0).getDataType();
        NDArray mean =
                Tensors.of(manager, new double[] {0.1, -0.2, 0.3}, new Shape(3)).toType(type, false);
        NDArray variance =
                Tensors.of(manager, new double[] {0.5, 1, 2}, new Shape(3)).toType(type, false);
        return Functions.batchNorm(in.get(0), in.get(1), in.get(2), mean, variance, training);
    }

    private static Operation elementwise(String covers, UnaryOperator<NDArray> result) {
        return operation(covers, "", in -> result.apply(in.get(0)), new Shape(2, 3));
    }

    private static Operation operation(
            String covers, String title, Function<List<NDArray>, NDArray> result, Shape... inputs) {
        return new Operation(covers, title, false, List.of(inputs), result);
    }

    private static NDArray longs(NDArray like, long... values) {
        return Tensors.of(like.getManager(), values, new Shape(values.length));
    }

    private static NDArray mask(NDArray like, Shape shape, long... marks) {
        return Tensors.of(like.getManager(), marks, shape).toType(DataType.BOOLEAN, false);
    }
}
