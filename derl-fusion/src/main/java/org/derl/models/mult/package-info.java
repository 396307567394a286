/** MulT, the multimodal transformer: every modality attends to every other, whatever their lengths. */
@NullMarked
package org.derl.models.mult;

import org.jspecify.annotations.NullMarked;
