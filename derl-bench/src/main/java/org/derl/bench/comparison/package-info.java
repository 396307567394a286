/** Models compared on one data set over seeds: its run, its notes and its tables. */
@NullMarked
package org.derl.bench.comparison;

import org.jspecify.annotations.NullMarked;
