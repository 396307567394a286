/** The uncertainty of the difference between two systems. */
@NullMarked
package org.derl.bench.statistics;

import org.jspecify.annotations.NullMarked;
