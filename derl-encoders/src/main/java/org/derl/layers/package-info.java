/** Layers with PyTorch's semantics and initial values, from which encoders, gates and models are built. */
@NullMarked
package org.derl.layers;

import org.jspecify.annotations.NullMarked;
