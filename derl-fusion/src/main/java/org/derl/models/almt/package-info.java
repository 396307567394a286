/** ALMT: language guides what is read of the other modalities. */
@NullMarked
package org.derl.models.almt;

import org.jspecify.annotations.NullMarked;
