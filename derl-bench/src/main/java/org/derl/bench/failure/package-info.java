/** Why something failed: what a user can mend, what the memory does not suffice for. */
@NullMarked
package org.derl.bench.failure;

import org.jspecify.annotations.NullMarked;
