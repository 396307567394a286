/** The bytes of pickles: read in order, mapped where they are many, decoded where they are written as texts. */
@NullMarked
package org.derl.datasets.pickle.bytes;

import org.jspecify.annotations.NullMarked;
