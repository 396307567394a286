package org.derl.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Recurrent functions over the time steps of sequences, with PyTorch's semantics. */
public final class Recurrences {

    private Recurrences() {}

    /**
     * What a recurrent layer returns.
     *
     * @param outputs (batch, time, directions * hidden); zero after a sample's length
     * @param last (directions, batch, hidden): the forward state after a sample's last step, and the backward state
     *     after its first
     * @param cells the cell states of an LSTM that belong to {@code last}; {@code last} itself of a GRU, which has none
     */
    public record Recurrent(NDArray outputs, NDArray last, NDArray cells) {}

    /**
     * One LSTM layer, in one or both directions, from a zero state.
     *
     * @param x (batch, time, in)
     * @param lengths each sample's length, from 1 to time
     * @param weights a direction after the other: (4 hidden, in), (4 hidden, hidden), (4 hidden), (4 hidden), rows in
     *     the order input, forget, cell, output
     */
    public static Recurrent lstm(NDArray x, int[] lengths, List<NDArray> weights) {
        return PaddedLstm.isFor(x, lengths)
                ? PaddedLstm.read(x, lengths, weights)
                : packed("lstm", x, lengths, weights);
    }

    /**
     * One GRU layer, in one or both directions, from a zero state.
     *
     * @param x (batch, time, in)
     * @param lengths each sample's length, from 1 to time
     * @param weights a direction after the other: (3 hidden, in), (3 hidden, hidden), (3 hidden), (3 hidden), rows in the
     *     order reset, update, new
     */
    public static Recurrent gru(NDArray x, int[] lengths, List<NDArray> weights) {
        return packed("gru", x, lengths, weights);
    }

    /**
     * Leaves padding out. Portable kernels go this way with full sequences too: for those the engine has an LSTM that
     * differs between processors.
     */
    static Recurrent packed(String kernel, NDArray x, int[] lengths, List<NDArray> weights) {
        boolean bidirectional = weights.size() == 8;
        long hidden = weights.get(1).getShape().get(1);
        NDManager manager = x.getManager();
        NDArray start = manager.zeros(new Shape(bidirectional ? 2 : 1, lengths.length, hidden), x.getDataType());
        int[] order = longestFirst(lengths);
        long[] sorted = IntStream.of(order).mapToLong(i -> lengths[i]).toArray();
        long[] inverse = new long[order.length];
        IntStream.range(0, order.length).forEach(place -> inverse[order[place]] = place);
        try (NDManager host = manager.newSubManager(Device.cpu())) { // the engine wants lengths in the CPU's memory
            List<NDArray> result = TorchScript.tensors(
                    manager,
                    kernel,
                    x,
                    vector(host, sorted),
                    vector(manager, IntStream.of(order).asLongStream().toArray()),
                    vector(manager, inverse),
                    start,
                    weights,
                    bidirectional);
            return new Recurrent(result.get(0), result.get(1), result.get(2));
        }
    }

    private static int[] longestFirst(int[] lengths) {
        return IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static NDArray vector(NDManager manager, long[] values) {
        return Tensors.of(manager, values, new Shape(values.length));
    }
}
