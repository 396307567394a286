/** Comparisons of several folders that become one: where their trials lie, and what is said of how they differ. */
@NullMarked
package org.derl.bench.merging;

import org.jspecify.annotations.NullMarked;
