/** How sure a difference between two systems is. */
@NullMarked
package org.derl.bench.statistics;

import org.jspecify.annotations.NullMarked;
