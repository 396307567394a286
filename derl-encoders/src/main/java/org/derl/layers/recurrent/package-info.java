/** Recurrent layers. */
@NullMarked
package org.derl.layers.recurrent;

import org.jspecify.annotations.NullMarked;
