package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recurrences for which the engine has no layer, step by step, each in one kernel. */
public final class Loops {

    private Loops() {}

    /**
     * The states of an LSTM after every step, (batch, time, hidden).
     *
     * @param output of the layer
     * @param inner what it keeps to itself
     */
    public record LstmStates(NDArray output, NDArray inner) {}

    /**
     * An LSTM that runs one step at a time, from a zero state.
     *
     * @param gates (batch, time, 4 hidden): what the inputs say to the gates, in the order input, forget, cell, output
     * @param weight (4 hidden, hidden) of its own state
     */
    public static LstmStates lstmSteps(NDArray gates, NDArray weight) {
        List<NDArray> states = TorchScript.tensors(gates.getManager(), "lstm_steps", gates, weight);
        return new LstmStates(states.get(0), states.get(1));
    }

    /**
     * The outputs of an LSTM that reads something at the first step, from a zero state, and its own output from then on.
     *
     * @param gates (batch, 4 hidden): what the first input says to the gates
     * @param weight (4 hidden, hidden) of its own state at the first step
     * @param further (4 hidden, hidden) of its own state later, as input and as state
     * @param bias (4 hidden) of later steps
     * @return (batch, steps, hidden)
     */
    public static NDArray lstmGenerated(NDArray gates, NDArray weight, NDArray further, NDArray bias, int steps) {
        return TorchScript.tensor(gates.getManager(), "lstm_generated", gates, weight, further, bias, steps);
    }

    /**
     * The last layer of a gate.
     *
     * @param weight (memory, inner)
     * @param bias (memory)
     * @param masks (batch, inner) of each step, by which what it reads is multiplied; empty for none
     */
    public record GateLayer(NDArray weight, NDArray bias, List<NDArray> masks) {

        private List<NDArray> layer() {
            return List.of(weight, bias);
        }
    }

    /**
     * A memory after every step, (batch, time, memory).
     *
     * @param retained the share that stayed of the old one
     * @param updated the share that came in of the proposal
     */
    public record Memories(NDArray retained, NDArray updated, NDArray memories) {}

    /**
     * A memory whose two gates read the memory itself, from zeros.
     *
     * @param seen (batch, time, inner of retain and of update): what the inputs say to the inner layers of both gates
     * @param proposals (batch, time, memory) for a new memory
     * @param weight (inner of both, memory) of the inner layers for the memory
     */
    public static Memories gatedMemory(
            NDArray seen, NDArray proposals, NDArray weight, GateLayer retain, GateLayer update) {
        List<NDArray> memories = TorchScript.tensors(
                seen.getManager(),
                "gated_memory",
                seen,
                proposals,
                weight,
                retain.layer(),
                retain.masks(),
                update.layer(),
                update.masks());
        return new Memories(memories.get(0), memories.get(1), memories.get(2));
    }

    /**
     * What additive attention looks for: the weight of step j for a query q is softmax of {@code v tanh(W q + x_j)}.
     *
     * @param steps (batch, time, size), x
     * @param queries (size, size), W
     * @param score (1, size), v
     */
    public record Keys(NDArray steps, NDArray queries, NDArray score) {}

    /**
     * What was read by attention.
     *
     * @param read (batch, steps, 2 hidden): the state after each step, and what it attended to
     * @param attention (steps, batch, time)
     */
    public record Attended(NDArray read, NDArray attention) {}

    /**
     * An LSTM in both directions that reads each step by itself, from a zero state, so that only queries remember: the
     * sum of both outputs is the next step's query for what it attends to.
     *
     * @param gates (batch, steps, 2 * 4 hidden): what the inputs say to the gates of both directions
     * @param weight (2 * 4 hidden, hidden) of what is attended to
     * @param query (batch, hidden), the first
     * @param values (batch, time, hidden), of which one is attended to
     * @param padding (batch, time), boolean; null where there is none
     */
    public static Attended attendingSteps(
            NDArray gates, NDArray weight, NDArray query, Keys keys, NDArray values, @Nullable NDArray padding) {
        List<NDArray> result = TorchScript.tensors(
                gates.getManager(),
                "attending_steps",
                gates,
                weight,
                query,
                List.of(keys.steps(), keys.queries(), keys.score()),
                values,
                padding == null ? List.of() : List.of(padding));
        return new Attended(result.get(0), result.get(1));
    }
}
