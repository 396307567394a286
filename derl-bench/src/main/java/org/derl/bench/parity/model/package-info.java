/** Compares models and their training with fixtures. */
@NullMarked
package org.derl.bench.parity.model;

import org.jspecify.annotations.NullMarked;
