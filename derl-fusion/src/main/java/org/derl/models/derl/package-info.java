/** DERL: Dual Encoder Representation Learning. */
@NullMarked
package org.derl.models.derl;

import org.jspecify.annotations.NullMarked;
