/** Searches settings of models, with the same budget for each. */
@NullMarked
package org.derl.bench.tune;

import org.jspecify.annotations.NullMarked;
