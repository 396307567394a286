/** Safe reading and writing of files. */
@NullMarked
package org.derl.io;

import org.jspecify.annotations.NullMarked;
