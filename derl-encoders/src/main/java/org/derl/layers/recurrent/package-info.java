/** Layers that go along sequences step by step. */
@NullMarked
package org.derl.layers.recurrent;

import org.jspecify.annotations.NullMarked;
