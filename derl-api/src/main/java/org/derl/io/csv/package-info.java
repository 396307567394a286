/** Tables of texts as people write them: in which encoding, between which separators, below which heads. */
@NullMarked
package org.derl.io.csv;

import org.jspecify.annotations.NullMarked;
