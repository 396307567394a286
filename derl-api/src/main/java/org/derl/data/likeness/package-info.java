/** What is the same but for how it is written: ids by their letters, columns by their scale. */
@NullMarked
package org.derl.data.likeness;

import org.jspecify.annotations.NullMarked;
