/** Writes projects for those who begin a plugin. */
@NullMarked
package org.derl.bench.scaffold;

import org.jspecify.annotations.NullMarked;
