/** Data sets that were imported from feature files. */
@NullMarked
package org.derl.datasets.imported;

import org.jspecify.annotations.NullMarked;
