/** Compares single building blocks with fixtures. */
@NullMarked
package org.derl.bench.parity.block;

import org.jspecify.annotations.NullMarked;
