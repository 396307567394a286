/** Files of predictions: anybody's, read with every mistake named, and DERL's own. */
@NullMarked
package org.derl.bench.predictions;

import org.jspecify.annotations.NullMarked;
