/** Sequences row by row: in memory, mapped from files, or scaled as they are copied; and splits over them. */
@NullMarked
package org.derl.datasets.table;

import org.jspecify.annotations.NullMarked;
