/** Why what we measure is not what was published, as far as stored trials tell. */
@NullMarked
package org.derl.bench.gap;

import org.jspecify.annotations.NullMarked;
