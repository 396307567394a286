/** DERL as a library: {@link org.derl.bench.Derl} trains, compares and predicts. */
@NullMarked
package org.derl.bench;

import org.jspecify.annotations.NullMarked;
