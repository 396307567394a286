/** Processes that run trials, and the protocol by which they tell how far they are. */
@NullMarked
package org.derl.bench.worker;

import org.jspecify.annotations.NullMarked;
