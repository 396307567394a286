/** Losses between two views of one batch that configuration can choose. */
@NullMarked
package org.derl.fusion.loss;

import org.jspecify.annotations.NullMarked;
