/** The process that runs trials, whoever has started it. */
@NullMarked
package org.derl.bench.executor.worker;

import org.jspecify.annotations.NullMarked;
