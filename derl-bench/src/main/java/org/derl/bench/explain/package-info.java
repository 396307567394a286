/** Explains what models are made of: slots, settings and parameters. */
@NullMarked
package org.derl.bench.explain;

import org.jspecify.annotations.NullMarked;
