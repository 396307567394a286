/** Trials as jobs of a cluster that Slurm schedules. */
@NullMarked
package org.derl.bench.executor.slurm;

import org.jspecify.annotations.NullMarked;
