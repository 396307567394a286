/** How the cost of a training step grows with what is trained. */
@NullMarked
package org.derl.bench.speed.growth;

import org.jspecify.annotations.NullMarked;
