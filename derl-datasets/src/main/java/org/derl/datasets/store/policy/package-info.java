/** What an import does to padding, to empty sequences, and to numbers and labels that cannot be. */
@NullMarked
package org.derl.datasets.store.policy;

import org.jspecify.annotations.NullMarked;
