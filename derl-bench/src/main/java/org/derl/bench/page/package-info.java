/** The page of a comparison: its tables and what lies behind them, in one file that needs nothing else. */
@NullMarked
package org.derl.bench.page;

import org.jspecify.annotations.NullMarked;
