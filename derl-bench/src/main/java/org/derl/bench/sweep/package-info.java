/** What a comparison is repeated over: seeds, and values of settings. */
@NullMarked
package org.derl.bench.sweep;

import org.jspecify.annotations.NullMarked;
