/** Comma-separated values. */
@NullMarked
package org.derl.datasets.csv;

import org.jspecify.annotations.NullMarked;
