/** Pieces of the interfaces and the bench that a reference implementation has been run on by themselves. */
@NullMarked
package org.derl.bench.parity.standalone;

import org.jspecify.annotations.NullMarked;
