/**
 * What models see of data: modalities, their shapes, sequences with lengths, targets, batches, splits and data sets.
 */
@NullMarked
package org.derl.data;

import org.jspecify.annotations.NullMarked;
