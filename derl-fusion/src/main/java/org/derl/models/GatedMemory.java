package org.derl.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.FeedForward;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.LstmCell;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Loops;
import org.derl.tensor.Loops.LstmStates;
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
            ByModality<LstmStates> states, NDArray attention, NDArray attended, Gated gated, NDArray last) {}

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
        ByModality<LstmStates> states =
                cells.map((modality, cell) -> cell.read(aligned.get(modality).values()));
        NDArray inner =
                Tensors.concat(states.values().stream().map(LstmStates::inner).toList(), 2); // (batch, time, states)
        NDArray window = Tensors.concat(List.of(before(pass, inner), inner), 2); // (batch, time, 2 states)
        NDArray weights = Functions.softmax(attention.apply(pass, window)); // (batch, time, 2 states)
        NDArray attended = weights.mul(window);
        Gated gated = gated(pass, attended);
        return new Reading(states, weights, attended, gated, last(aligned, states, gated.memories()));
    }

    /** (batch, time, states): the same a step later, with zeros at the first. */
    private static NDArray before(Pass pass, NDArray x) {
        Shape shape = x.getShape();
        NDArray zeros = pass.manager().zeros(new Shape(shape.get(0), 1, shape.get(2)));
        return Tensors.concat(List.of(zeros, Tensors.slice(x, 1, 0, shape.get(1) - 1)), 1);
    }

    /** Of what is attended to, (batch, time, 2 states), which three inner layers read in one product. */
    private Gated gated(Pass pass, NDArray attended) {
        long window = attended.getShape().get(2);
        NDArray weight = Tensors.concat(
                List.of(
                        columns(retain, 0, window),
                        columns(update, 0, window),
                        proposal.inner().weight()),
                0);
        NDArray bias = Tensors.concat(
                Stream.of(retain, update, proposal)
                        .map(layers -> bias(layers.inner()))
                        .toList(),
                0);
        NDArray inner = Functions.linear(attended, weight, bias); // (batch, time, inner of all)
        long all = weight.getShape().get(0);
        long both = all - proposal.inner().weight().getShape().get(0);
        NDArray proposing = Functions.relu(Tensors.slice(inner, 2, both, all));
        NDArray proposals = Functions.tanh(proposal.further(pass, proposing)); // (batch, time, memory)
        NDArray own = Tensors.concat(
                List.of(columns(retain, window, window + memory), columns(update, window, window + memory)), 0);
        Loops.Memories memories = memories(pass, Tensors.slice(inner, 2, 0, both), proposals, own);
        return new Gated(proposals, memories.retained(), memories.updated(), memories.memories());
    }

    private Loops.Memories memories(Pass pass, NDArray seen, NDArray proposals, NDArray own) {
        Loops.GateLayer retaining = gate(retain);
        Loops.GateLayer updating = gate(update);
        Shape shape = seen.getShape();
        for (int step = 0; step < shape.get(1); step++) { // masks are drawn step by step
            retain.mask(pass, shape.get(0)).ifPresent(retaining.masks()::add);
            update.mask(pass, shape.get(0)).ifPresent(updating.masks()::add);
        }
        return Loops.gatedMemory(seen, proposals, own, retaining, updating);
    }

    private static Loops.GateLayer gate(FeedForward layers) {
        return new Loops.GateLayer(layers.outer().weight(), bias(layers.outer()), new ArrayList<>());
    }

    private static NDArray bias(Linear layer) {
        return Objects.requireNonNull(layer.bias());
    }

    /** (inner, columns): the inner layer's weight for a part of what it reads, in row order, which products want. */
    private static NDArray columns(FeedForward gate, long start, long end) {
        return Tensors.contiguous(Tensors.slice(gate.inner().weight(), 1, start, end));
    }

    private static NDArray last(ByModality<Sequence> aligned, ByModality<LstmStates> states, NDArray memories) {
        NDArray steps = aligned.values().get(0).lastSteps();
        List<NDArray> all = new ArrayList<>();
        states.forEach((modality, state) -> all.add(Tensors.atSteps(state.output(), steps))); // (batch, hidden)
        all.add(Tensors.atSteps(memories, steps)); // (batch, memory)
        return Tensors.concat(all, 1); // (batch, size)
    }
}
