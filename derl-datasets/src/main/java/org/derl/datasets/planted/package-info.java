/** A data set that is generated from a seed, and whose truth is known. */
@NullMarked
package org.derl.datasets.planted;

import org.jspecify.annotations.NullMarked;
