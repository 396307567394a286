/** MFN: one LSTM per modality, and a gated memory of what happens across them. */
@NullMarked
package org.derl.models.mfn;

import org.jspecify.annotations.NullMarked;
