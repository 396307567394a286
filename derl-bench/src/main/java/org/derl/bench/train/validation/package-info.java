/** How good a model is on the validation split, by which epochs are chosen. */
@NullMarked
package org.derl.bench.train.validation;

import org.jspecify.annotations.NullMarked;
