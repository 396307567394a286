/** Configuration files: read within limits, whatever they include. */
@NullMarked
package org.derl.config.file;

import org.jspecify.annotations.NullMarked;
