package org.derl.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.FeedForward;
import org.derl.layers.recurrent.LstmCell;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Recurrences.LstmState;
import org.derl.tensor.Tensors;

/**
 * Reads aligned sequences time step by time step, each by its own LSTM, and keeps a memory of what happens across them.
 * An attention over the LSTMs' cell states before and after a time step finds what is new, and two gates decide how
 * much of it is kept (Zadeh et al., AAAI 2018).
 */
public final class GatedMemory extends Part {

    private final int size;
    private final int memory;
    private final ByModality<LstmCell> cells;
    private final FeedForward attention;
    private final FeedForward proposal;
    private final FeedForward retain;
    private final FeedForward update;

    /**
     * @param size of the memory
     * @param attention scores the inner states
     * @param proposal makes a new memory of what is attended to
     * @param retain says how much of the old memory stays
     * @param update says how much of the new one comes in
     */
    public record Config(
            int size,
            FeedForward.Inner attention,
            FeedForward.Inner proposal,
            FeedForward.Inner retain,
            FeedForward.Inner update) {

        /** Checks the size. */
        public Config {
            if (size < 1) {
                throw new IllegalArgumentException("size must be positive");
            }
        }
    }

    /**
     * What is read, (batch, time, size) unless said otherwise.
     *
     * @param states of each modality's LSTM
     * @param attention over the inner states, those before a step before those after it
     * @param attended the inner states by their weight
     * @param gated the memory
     * @param last (batch, size): the states and the memory after each sample's last real time step
     */
    public record Reading(
            ByModality<LstmState> states, NDArray attention, NDArray attended, Gated gated, NDArray last) {}

    /**
     * The memory at every step, (batch, time, size of the memory).
     *
     * @param proposals for a new one
     * @param retained the share that stays of the old one
     * @param updated the share that comes in of the new one
     * @param memories after the step
     */
    public record Gated(NDArray proposals, NDArray retained, NDArray updated, NDArray memories) {}

    /**
     * Over the modalities that there are.
     *
     * @param hidden the size of each modality's LSTM
     */
    public GatedMemory(Config config, ByModality<Integer> hidden, ByModality<FeatureShape> inputs) {
        cells = inputs.map(
                (modality, input) -> part("lstms." + modality, new LstmCell(input.size(), hidden.get(modality))));
        int states = inputs.modalities().stream().mapToInt(hidden::get).sum();
        memory = config.size();
        size = states + memory;
        int window = 2 * states;
        attention = part("attention", new FeedForward(window, config.attention(), window));
        proposal = part("proposal", new FeedForward(window, config.proposal(), memory));
        retain = part("retain", new FeedForward(window + memory, config.retain(), memory));
        update = part("update", new FeedForward(window + memory, config.update(), memory));
    }

    /** The size of {@link Reading#last}. */
    public int size() {
        return size;
    }

    /** Reads sequences over the same time steps. */
    public Reading read(Pass pass, ByModality<Sequence> aligned) {
        ByModality<LstmState> states = cells.map(
                (modality, cell) -> cell.read(pass, aligned.get(modality).values()));
        NDArray inner =
                Tensors.concat(states.values().stream().map(LstmState::inner).toList(), 2); // (batch, time, states)
        NDArray window = Tensors.concat(List.of(before(pass, inner), inner), 2); // (batch, time, 2 states)
        NDArray weights = Functions.softmax(attention.apply(pass, window)); // (batch, time, 2 states)
        NDArray attended = weights.mul(window);
        NDArray proposals = Functions.tanh(proposal.apply(pass, attended)); // (batch, time, memory)
        Gated gated = gated(pass, attended, proposals);
        return new Reading(states, weights, attended, gated, last(aligned, states, gated.memories()));
    }

    /** (batch, time, states): the same a step later, with zeros at the first. */
    private static NDArray before(Pass pass, NDArray x) {
        Shape shape = x.getShape();
        NDArray zeros = pass.manager().zeros(new Shape(shape.get(0), 1, shape.get(2)));
        return Tensors.concat(List.of(zeros, Tensors.slice(x, 1, 0, shape.get(1) - 1)), 1);
    }

    private Gated gated(Pass pass, NDArray attended, NDArray proposals) {
        List<NDArray> retained = new ArrayList<>();
        List<NDArray> updated = new ArrayList<>();
        List<NDArray> memories = new ArrayList<>();
        NDArray kept = pass.manager().zeros(new Shape(attended.getShape().get(0), memory));
        long window = attended.getShape().get(2);
        List<NDArray> seen = Tensors.unbind(innerOf(attended), 1); // (batch, inner of both gates)
        NDArray weight = Tensors.concat(
                List.of(columns(retain, window, window + memory), columns(update, window, window + memory)), 0);
        long split = retain.inner().weight().getShape().get(0);
        List<NDArray> proposed = Tensors.unbind(proposals, 1); // (batch, memory)
        for (int step = 0; step < seen.size(); step++) {
            // (batch, inner of both gates)
            NDArray inner = Functions.relu(seen.get(step).add(Functions.linear(kept, weight, null)));
            NDArray old = Functions.sigmoid(retain.further(pass, Tensors.slice(inner, 1, 0, split))); // (batch, memory)
            NDArray fresh = Functions.sigmoid(update.further(
                    pass, Tensors.slice(inner, 1, split, inner.getShape().get(1)))); // (batch, memory)
            kept = old.mul(kept).add(fresh.mul(proposed.get(step))); // (batch, memory)
            retained.add(old);
            updated.add(fresh);
            memories.add(kept);
        }
        // (batch, time, memory)
        return new Gated(proposals, Tensors.stack(retained, 1), Tensors.stack(updated, 1), Tensors.stack(memories, 1));
    }

    /** What the inner layers of both gates make of what is attended to, side by side: all but what they make of the memory. */
    private NDArray innerOf(NDArray attended) {
        long window = attended.getShape().get(2);
        // (batch, time, inner) of each
        List<NDArray> both = Stream.of(retain, update)
                .map(gate -> Functions.linear(
                        attended, columns(gate, 0, window), gate.inner().bias()))
                .toList();
        return Tensors.concat(both, 2);
    }

    /** (inner, columns): the inner layer's weight for a part of what it reads, in row order, which products want. */
    private static NDArray columns(FeedForward gate, long start, long end) {
        return Tensors.contiguous(Tensors.slice(gate.inner().weight(), 1, start, end));
    }

    private static NDArray last(ByModality<Sequence> aligned, ByModality<LstmState> states, NDArray memories) {
        NDArray steps = aligned.values().get(0).lastSteps();
        List<NDArray> all = new ArrayList<>();
        states.forEach((modality, state) -> all.add(Tensors.atSteps(state.output(), steps))); // (batch, hidden)
        all.add(Tensors.atSteps(memories, steps)); // (batch, memory)
        return Tensors.concat(all, 1); // (batch, size)
    }
}
