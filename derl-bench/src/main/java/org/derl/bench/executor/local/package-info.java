/** Trials in other processes of this machine. */
@NullMarked
package org.derl.bench.executor.local;

import org.jspecify.annotations.NullMarked;
