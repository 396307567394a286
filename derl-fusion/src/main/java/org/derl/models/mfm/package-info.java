/** MFM: factors that all modalities share predict, and together with factors of their own make the inputs again. */
@NullMarked
package org.derl.models.mfm;

import org.jspecify.annotations.NullMarked;
