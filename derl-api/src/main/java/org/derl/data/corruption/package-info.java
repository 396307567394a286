/** Inputs that are incomplete or disturbed, for training and for measuring how well models bear it. */
@NullMarked
package org.derl.data.corruption;

import org.jspecify.annotations.NullMarked;
