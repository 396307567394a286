package org.derl.bench.executor;

import java.nio.file.Path;
import org.derl.bench.configuration.Configuration;
import org.derl.tensor.Kernels;

/**
 * What an executor is made for.
 *
 * @param configuration says where data and caches lie; the settings over these are a trial's own
 * @param folder of the comparison, below which all its trials lie
 * @param kernels by which a CPU computes
 * @param workers how many trials run at a time
 */
public record Workplace(Configuration configuration, Path folder, Kernels kernels, int workers) {}
