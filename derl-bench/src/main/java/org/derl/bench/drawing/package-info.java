/** Drawings, for pages and files. */
@NullMarked
package org.derl.bench.drawing;

import org.jspecify.annotations.NullMarked;
