package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Parameters with the same learning rate and weight decay.
 *
 * @param parameters by path
 * @param learningRate the learning rate
 * @param weightDecay the factor of the parameter that is added to its gradient (coupled, L2)
 */
public record ParameterGroup(Map<String, NDArray> parameters, double learningRate, double weightDecay) {}
