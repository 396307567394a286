/** Trials of models on a data set, in this process or in workers, and the table that compares them. */
@NullMarked
package org.derl.bench.experiment;

import org.jspecify.annotations.NullMarked;
