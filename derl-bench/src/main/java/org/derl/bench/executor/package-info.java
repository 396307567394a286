/** Where trials run: in this process, in others of this machine, or on a cluster. */
@NullMarked
package org.derl.bench.executor;

import org.jspecify.annotations.NullMarked;
