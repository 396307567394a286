/** TETFN: audio and vision read each other by way of the text, and every modality has labels of its own. */
@NullMarked
package org.derl.models.tetfn;

import org.jspecify.annotations.NullMarked;
