/** CMU-MOSI and CMU-MOSEI, as far as they are available in their publishers' own files. */
@NullMarked
package org.derl.datasets.cmu;

import org.jspecify.annotations.NullMarked;
