/** MAG-BERT: a gate inside BERT, by which voice and face shift words. */
@NullMarked
package org.derl.models.magbert;

import org.jspecify.annotations.NullMarked;
