package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LstmTest {

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

    @Test
    void packedSequencesEqualPyTorch() {
        Map<String, NDArray> inputs = Golden.read(manager, "lstm_packed/inputs.safetensors");
        Map<String, NDArray> weights = Golden.read(manager, "lstm_packed/weights.safetensors");
        Map<String, NDArray> expected = Golden.read(manager, "lstm_packed/expected.safetensors");
        Map<String, NDArray> parameters = new LinkedHashMap<>(weights);
        parameters.put("x", inputs.get("x"));
        parameters.values().forEach(array -> array.setRequiresGradient(true));
        int[] lengths = LongStream.of(inputs.get("lengths").toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();

        Functions.Recurrent result = Functions.lstm(inputs.get("x"), lengths, List.copyOf(weights.values()));
        NDArray outputs = result.outputs().transpose(1, 0, 2);
        NDArray loss = result.last()
                .mul(inputs.get("probe_h"))
                .sum()
                .add(outputs.mul(inputs.get("probe_o")).sum());

        Golden.assertOutput(expected.get("output"), outputs, "outputs");
        Golden.assertOutput(expected.get("feat.h_n"), result.last(), "last");
        Golden.assertOutput(expected.get("loss.probe"), loss, "loss");
        Map<String, NDArray> gradients = Gradients.of(loss, parameters, manager).byPath();
        assertEquals(9, gradients.size());
        weights.keySet()
                .forEach(name -> Golden.assertGradient(expected.get("grad." + name), gradients.get(name), name));
        Golden.assertGradient(expected.get("grad_input.x"), gradients.get("x"), "x");
    }
}
