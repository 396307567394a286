/** DLF: modalities are split as in DMD, and the text reads the others. */
@NullMarked
package org.derl.models.dlf;

import org.jspecify.annotations.NullMarked;
