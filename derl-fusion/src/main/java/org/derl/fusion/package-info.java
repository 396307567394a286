/** Fusion operators that configuration can choose. */
@NullMarked
package org.derl.fusion;

import org.jspecify.annotations.NullMarked;
