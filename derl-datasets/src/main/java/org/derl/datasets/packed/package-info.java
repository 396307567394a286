/** Files that hold another one: it is unpacked for as long as it is needed. */
@NullMarked
package org.derl.datasets.packed;

import org.jspecify.annotations.NullMarked;
