/** Safetensors files: mapped into memory, or written piece by piece. */
@NullMarked
package org.derl.tensor.safetensors;

import org.jspecify.annotations.NullMarked;
