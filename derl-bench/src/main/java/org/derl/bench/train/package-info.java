/** The one harness that trains every model. */
@NullMarked
package org.derl.bench.train;

import org.jspecify.annotations.NullMarked;
