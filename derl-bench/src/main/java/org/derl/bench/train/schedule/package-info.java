/** How learning rates change in the course of a training. */
@NullMarked
package org.derl.bench.train.schedule;

import org.jspecify.annotations.NullMarked;
