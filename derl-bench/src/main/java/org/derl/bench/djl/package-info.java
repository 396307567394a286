/** Trained models as DJL's own: {@code Model}, {@code Predictor}, {@code Translator}. */
@NullMarked
package org.derl.bench.djl;

import org.jspecify.annotations.NullMarked;
