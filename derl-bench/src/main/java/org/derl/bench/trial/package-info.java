/** One training of one model with one seed: what its numbers depend on, how it runs, and what is stored. */
@NullMarked
package org.derl.bench.trial;

import org.jspecify.annotations.NullMarked;
