/** The parts that models are made of, and the base of everything with weights. */
@NullMarked
package org.derl.part;

import org.jspecify.annotations.NullMarked;
