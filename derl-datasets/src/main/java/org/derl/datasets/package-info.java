/** Data sets: the planted one, which needs no file, and readers of real ones from the user's data folder. */
@NullMarked
package org.derl.datasets;

import org.jspecify.annotations.NullMarked;
