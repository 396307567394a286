/** What an import does with padding, with empty sequences, and with numbers and labels that are not valid. */
@NullMarked
package org.derl.datasets.store.policy;

import org.jspecify.annotations.NullMarked;
