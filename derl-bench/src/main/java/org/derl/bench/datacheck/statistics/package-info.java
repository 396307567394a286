/** Statistics of features, gathered in one pass. */
@NullMarked
package org.derl.bench.datacheck.statistics;

import org.jspecify.annotations.NullMarked;
