package org.derl.models.mfn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.AveragePoolAlignment;
import org.derl.layers.FeedForward;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Available;
import org.derl.models.GatedMemory;
import org.derl.part.Outputs;
import org.derl.part.Pass;

/**
 * Memory Fusion Network (Zadeh et al., AAAI 2018). Every modality is aligned to the time steps of the text and read by
 * an LSTM. A gated memory follows what changes across them; the memory and the last states together predict.
 */
public final class Mfn extends FusionModel<Mfn.Remembered> {

    private final Config config;
    private final List<Modality> present;
    private final GatedMemory memory;
    private final FeedForward head;

    /**
     * @param hidden the size of each modality's LSTM; those that the data set lacks are left out
     * @param memory across them
     * @param head predicts from the last states and the memory
     * @param loss of the task
     * @param timeMeans whether every step sees the means of audio and vision over time
     */
    public record Config(
            ByModality<Integer> hidden,
            GatedMemory.Config memory,
            FeedForward.Inner head,
            TaskLoss loss,
            boolean timeMeans) {

        /** Checks the sizes. */
        public Config {
            if (hidden.values().stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException("hidden sizes must be positive");
            }
        }
    }

    /**
     * What the network computes.
     *
     * @param aligned the inputs over the same time steps
     */
    public record Remembered(ByModality<Sequence> aligned, GatedMemory.Reading reading, NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema. */
    public Mfn(Config config, Schema schema) {
        this.config = config;
        present = List.copyOf(
                Available.of(config.hidden(), "hidden sizes", schema).modalities());
        memory = part(
                "memory",
                new GatedMemory(
                        config.memory(), config.hidden(), schema.inputs().only(present)));
        head = part(
                "head",
                new FeedForward(memory.size(), config.head(), schema.task().outputs()));
    }

    @Override
    public Remembered forward(Pass pass, Batch batch) {
        ByModality<Sequence> inputs = batch.inputs().only(present);
        ByModality<Sequence> aligned =
                AveragePoolAlignment.align(config.timeMeans() ? inputs.map(this::timeMean) : inputs, present.get(0));
        GatedMemory.Reading reading = memory.read(pass, aligned);
        // (batch, outputs), or (batch)
        return new Remembered(aligned, reading, Outputs.single(head.apply(pass, reading.last())));
    }

    private Sequence timeMean(Modality modality, Sequence sequence) {
        return modality.equals(present.get(0)) ? sequence : AveragePoolAlignment.align(sequence, 1);
    }

    @Override
    public Training<Remembered> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
