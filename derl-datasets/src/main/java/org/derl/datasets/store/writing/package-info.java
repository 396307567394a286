/** Brings feature files into DERL's own form. */
@NullMarked
package org.derl.datasets.store.writing;

import org.jspecify.annotations.NullMarked;
