/** Tables of values between commas and the like: lines, heads, columns. */
@NullMarked
package org.derl.datasets.csv;

import org.jspecify.annotations.NullMarked;
