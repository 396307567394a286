/**
 * MFM: factors that all modalities share predict, and together with each modality's own factors reconstruct the inputs.
 */
@NullMarked
package org.derl.models.mfm;

import org.jspecify.annotations.NullMarked;
