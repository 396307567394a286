/** Commands about data files: what they hold, what is wrong with them, and how they become data sets. */
@NullMarked
package org.derl.bench.cli.data;

import org.jspecify.annotations.NullMarked;
