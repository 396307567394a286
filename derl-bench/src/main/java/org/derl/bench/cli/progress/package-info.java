/** How far a comparison is, on a terminal or in a log. */
@NullMarked
package org.derl.bench.cli.progress;

import org.jspecify.annotations.NullMarked;
