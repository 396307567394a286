/** Comparisons without what their data set's owner keeps: labels are left out of them, and put back from the data. */
@NullMarked
package org.derl.bench.sharing;

import org.jspecify.annotations.NullMarked;
