/** Layers with PyTorch's semantics and first values, of which encoders, gates and models are built. */
@NullMarked
package org.derl.layers;

import org.jspecify.annotations.NullMarked;
