/** Reading of the weights of ONNX files: plain parsing, nothing in them is executed. */
@NullMarked
package org.derl.encoders.onnx;

import org.jspecify.annotations.NullMarked;
