/** Files that are fetched by the user's own Maven. */
@NullMarked
package org.derl.encoders.maven;

import org.jspecify.annotations.NullMarked;
