/** Says what is wrong with data before anything is trained on it. */
@NullMarked
package org.derl.bench.datacheck;

import org.jspecify.annotations.NullMarked;
