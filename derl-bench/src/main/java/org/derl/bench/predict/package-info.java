/** What trained models predict of samples that nobody has labeled. */
@NullMarked
package org.derl.bench.predict;

import org.jspecify.annotations.NullMarked;
