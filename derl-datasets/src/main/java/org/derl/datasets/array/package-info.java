/** Arrays of any file format, over memory or a mapped file. */
@NullMarked
package org.derl.datasets.array;

import org.jspecify.annotations.NullMarked;
