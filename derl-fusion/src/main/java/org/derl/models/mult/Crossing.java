package org.derl.models.mult;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.BiFunction;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * How modalities of one size read one another: what a modality has read of each other one lies side by side and passes
 * a transformer, its memory, whose last real time step stands for the modality.
 *
 * @param readers by target, of each source
 * @param memories over as many sources side by side
 */
public record Crossing(ByModality<ByModality<Reader>> readers, ByModality<CrossmodalTransformer> memories) {

    /** How one modality reads another. */
    @FunctionalInterface
    public interface Reader {

        /** Reads modalities of (batch, time, size) each; what comes out is over the target's time steps. */
        Sequence read(Pass pass, ByModality<Sequence> all);
    }

    /** A reader of every other modality for each, in their order. */
    public static ByModality<ByModality<Reader>> ofOthers(
            List<Modality> modalities, BiFunction<Modality, Modality, Reader> ofTargetAndSource) {
        return ByModality.of(
                modalities,
                target -> ByModality.of(
                        modalities.stream()
                                .filter(source -> !source.equals(target))
                                .toList(),
                        source -> ofTargetAndSource.apply(target, source)));
    }

    /** (batch, time, size) of each modality to (batch, sources * size) of each. */
    public ByModality<NDArray> lastSteps(Pass pass, ByModality<Sequence> all) {
        return readers.map((target, bySource) -> {
            List<NDArray> read = bySource.map(
                            (source, reader) -> reader.read(pass, all).values())
                    .values();
            NDArray joined = Tensors.concat(read, 2); // (batch, time, sources * size)
            Sequence remembered =
                    memories.get(target).encode(pass, all.get(target).with(joined));
            return Tensors.atSteps(remembered.values(), remembered.lastSteps()); // (batch, sources * size)
        });
    }
}
