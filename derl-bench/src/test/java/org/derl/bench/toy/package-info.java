/** A data set that is learned in no time, for tests of what runs trials. */
@NullMarked
package org.derl.bench.toy;

import org.jspecify.annotations.NullMarked;
