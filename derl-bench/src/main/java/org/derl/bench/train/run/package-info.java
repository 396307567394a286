/** A training under way, step by step: what takes its steps, and the state in which it stands between two. */
@NullMarked
package org.derl.bench.train.run;

import org.jspecify.annotations.NullMarked;
