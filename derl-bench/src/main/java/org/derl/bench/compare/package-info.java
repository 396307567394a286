/** What commands and programs that compare models have in common: what is usual, what is kept, what is written. */
@NullMarked
package org.derl.bench.compare;

import org.jspecify.annotations.NullMarked;
