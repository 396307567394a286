/** Commands about comparisons: they run one, show it again, or score the predictions of somebody else. */
@NullMarked
package org.derl.bench.cli.compare;

import org.jspecify.annotations.NullMarked;
