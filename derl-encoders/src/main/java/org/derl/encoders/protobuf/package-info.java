/** Reading of protocol buffers, without their descriptions: plain parsing, with every length checked. */
@NullMarked
package org.derl.encoders.protobuf;

import org.jspecify.annotations.NullMarked;
