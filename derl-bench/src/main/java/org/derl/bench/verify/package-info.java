/** Whether the numbers of a comparison are what its trials gave, and whether a trial comes out the same again. */
@NullMarked
package org.derl.bench.verify;

import org.jspecify.annotations.NullMarked;
