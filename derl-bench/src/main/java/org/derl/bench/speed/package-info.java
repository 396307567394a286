/** What a training step costs in time and memory, alone and beside another program. */
@NullMarked
package org.derl.bench.speed;

import org.jspecify.annotations.NullMarked;
