/** How a jar offers its parts, and how all jars at hand become one catalog. */
@NullMarked
package org.derl.plugin;

import org.jspecify.annotations.NullMarked;
