/** How raw features become what models read. */
@NullMarked
package org.derl.data.preparation;

import org.jspecify.annotations.NullMarked;
