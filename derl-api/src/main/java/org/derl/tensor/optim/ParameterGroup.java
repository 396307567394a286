package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Parameters that move alike.
 *
 * @param parameters by path
 * @param learningRate the step's size
 * @param weightDecay the factor of the parameter that is added to its gradient (coupled, L2)
 */
public record ParameterGroup(Map<String, NDArray> parameters, double learningRate, double weightDecay) {}
