/** Layouts: what the arrays of published feature files mean. */
@NullMarked
package org.derl.datasets.layout;

import org.jspecify.annotations.NullMarked;
