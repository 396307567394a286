package org.derl.part;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.ParameterGroup;

/** A small network, trained on random sequences to predict their mean. */
final class SmallTrial implements AutoCloseable {

    private static final int BATCH = 6;
    private static final int TIME = 7;

    private final SmallNetwork network = new SmallNetwork();
    private final Randomness randomness;
    private final Optimizer optimizer;

    SmallTrial(long seed, Device device) {
        Compute.prepareThread();
        randomness = new Randomness(seed);
        network.allocate(device, randomness);
        optimizer = new Adam(network.manager(), List.of(new ParameterGroup(network.trainable(), 0.01, 1e-4)));
    }

    /** Takes a step; returns the loss before it. */
    double step() {
        try (Scope scope = network.open()) {
            NDManager manager = scope.manager();
            NDArray values = randomness.gaussian(manager, new Shape(BATCH, TIME, SmallNetwork.INPUT));
            int[] lengths = IntStream.range(0, BATCH)
                    .map(i -> 1 + randomness.nextInt(TIME))
                    .toArray();
            Sequence input = Sequence.of(values, lengths);
            NDArray real = values.mul(input.mask().expandDims(2)).reshape(BATCH, TIME * SmallNetwork.INPUT);
            NDArray loss = network.loss(Pass.training(scope, randomness), input, Tensors.mean(real, 1));
            Gradients gradients = Gradients.of(loss, network.trainable(), manager);
            optimizer.step(gradients.clipNorm(1));
            return loss.getFloat();
        }
    }

    SmallNetwork network() {
        return network;
    }

    Map<String, float[]> weights() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        network.parameters()
                .forEach(
                        (path, parameter) -> weights.put(path, parameter.array().toFloatArray()));
        return weights;
    }

    @Override
    public void close() {
        network.close();
    }
}
