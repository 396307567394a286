/** MISA: every modality is split into what it shares with the others and what is its own. */
@NullMarked
package org.derl.models.misa;

import org.jspecify.annotations.NullMarked;
