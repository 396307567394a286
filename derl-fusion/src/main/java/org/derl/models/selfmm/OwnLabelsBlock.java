package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/**
 * The labels of Self-MM for comparison. In come {@code feature.<task>} (rows, size) and {@code label.<task>} (rows) of
 * {@code fusion} and each modality, {@code new-feature.<task>} (batch, size) and the batch's {@code rows}. Out come, of
 * each task, the centers {@code before.positive}, {@code before.negative}, {@code after.positive} and
 * {@code after.negative} the batch, and the {@code labels} after it.
 */
public final class OwnLabelsBlock implements ReferenceBlock {

    private static final String FUSION = "fusion";
    private static final String LABEL = "label.";

    private final Config config;

    /**
     * @param limit the largest label
     * @param excludeZero whether rows labeled zero belong to neither center
     * @param epoch of the batch
     */
    public record Config(double limit, boolean excludeZero, int epoch) {}

    /** For inputs of any shape. */
    public OwnLabelsBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        Map<String, Memory> memories = new LinkedHashMap<>();
        inputs.keySet().stream()
                .filter(name -> name.startsWith(LABEL))
                .map(name -> name.substring(LABEL.length()))
                .forEach(task -> memories.put(
                        task,
                        new Memory(
                                ReferenceBlock.input(inputs, LABEL + task).toFloatArray(),
                                Memory.rows(ReferenceBlock.input(inputs, "feature." + task)),
                                config.excludeZero())));
        Map<String, NDArray> computed = new LinkedHashMap<>();
        memories.values().forEach(Memory::center);
        centers("before", memories, pass.manager(), computed);
        learn(memories, inputs);
        centers("after", memories, pass.manager(), computed);
        memories.forEach((task, memory) -> computed.put("labels." + task, vector(pass.manager(), memory.labels())));
        return computed;
    }

    private void learn(Map<String, Memory> memories, Map<String, NDArray> inputs) {
        Map<String, Memory> others = new LinkedHashMap<>(memories);
        Memory fused = Objects.requireNonNull(others.remove(FUSION), FUSION);
        ByModality<Memory> modalities = ByModality.of(others);
        List<Integer> rows = Arrays.stream(ReferenceBlock.input(inputs, "rows").toLongArray())
                .mapToInt(Math::toIntExact)
                .boxed()
                .toList();
        new OwnLabels(config.limit(), fused, modalities)
                .learn(
                        config.epoch(),
                        rows,
                        Memory.rows(ReferenceBlock.input(inputs, "new-feature." + FUSION)),
                        modalities.map((modality, memory) ->
                                Memory.rows(ReferenceBlock.input(inputs, "new-feature." + modality))));
    }

    private static void centers(
            String when, Map<String, Memory> memories, NDManager manager, Map<String, NDArray> computed) {
        memories.forEach((task, memory) -> {
            computed.put(when + ".positive." + task, vector(manager, memory.positive()));
            computed.put(when + ".negative." + task, vector(manager, memory.negative()));
        });
    }

    private static NDArray vector(NDManager manager, float[] values) {
        return Tensors.of(manager, values, new Shape(values.length));
    }
}
