/** Compares what this machine computes with the numbers of the reference implementations. */
@NullMarked
package org.derl.bench.parity;

import org.jspecify.annotations.NullMarked;
