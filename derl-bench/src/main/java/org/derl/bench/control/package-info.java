/** Predictors without a network, which every model must beat. */
@NullMarked
package org.derl.bench.control;

import org.jspecify.annotations.NullMarked;
