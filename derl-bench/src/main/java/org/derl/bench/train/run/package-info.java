/** A running training: the loop over optimizer steps, and its state between two of them. */
@NullMarked
package org.derl.bench.train.run;

import org.jspecify.annotations.NullMarked;
