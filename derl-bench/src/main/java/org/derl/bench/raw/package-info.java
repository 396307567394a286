/** Samples as a program has them, and how they become what a trained model reads. */
@NullMarked
package org.derl.bench.raw;

import org.jspecify.annotations.NullMarked;
