/** Files of features that others made: what their formats hold, and what their layouts mean. */
@NullMarked
package org.derl.data.file;

import org.jspecify.annotations.NullMarked;
