/**
 * The tensor layer: the one package that touches the engine. It gives parts scalars that autograd can trust, neural
 * functions, gradients, optimizers, a seeded stream of randomness, scoped memory, and safetensors files.
 */
@NullMarked
package org.derl.tensor;

import org.jspecify.annotations.NullMarked;
