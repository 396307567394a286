/** DMD: every modality is split into what all share and what is its own, and modalities learn from one another. */
@NullMarked
package org.derl.models.dmd;

import org.jspecify.annotations.NullMarked;
