/** Optimizers, equal to PyTorch's. */
@NullMarked
package org.derl.tensor.optim;

import org.jspecify.annotations.NullMarked;
