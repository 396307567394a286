/** Arrays shown in another shape or order, without a copy. */
@NullMarked
package org.derl.datasets.array.view;

import org.jspecify.annotations.NullMarked;
