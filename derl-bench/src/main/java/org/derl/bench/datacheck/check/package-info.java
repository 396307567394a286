/** Checks for one kind of trouble each. */
@NullMarked
package org.derl.bench.datacheck.check;

import org.jspecify.annotations.NullMarked;
