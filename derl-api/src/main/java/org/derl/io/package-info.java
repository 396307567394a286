/** Files that are read and written with care. */
@NullMarked
package org.derl.io;

import org.jspecify.annotations.NullMarked;
