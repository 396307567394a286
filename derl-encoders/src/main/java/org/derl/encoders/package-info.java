/** Encoders that configuration can choose: of sequences, of whole utterances, and across modalities. */
@NullMarked
package org.derl.encoders;

import org.jspecify.annotations.NullMarked;
