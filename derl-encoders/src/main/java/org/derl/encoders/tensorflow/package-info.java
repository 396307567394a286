/** Reading of TensorFlow's checkpoints: plain parsing, nothing in them is executed. */
@NullMarked
package org.derl.encoders.tensorflow;

import org.jspecify.annotations.NullMarked;
