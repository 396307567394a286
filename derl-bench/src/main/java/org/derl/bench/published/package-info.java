/** What publications report, and how what we measure compares with it. */
@NullMarked
package org.derl.bench.published;

import org.jspecify.annotations.NullMarked;
