/** Self-MM: a modality's own labels are generated from the human ones during training. */
@NullMarked
package org.derl.models.selfmm;

import org.jspecify.annotations.NullMarked;
