/** One training of one model from one seed: what it follows from, how it runs, and what is kept of it. */
@NullMarked
package org.derl.bench.trial;

import org.jspecify.annotations.NullMarked;
