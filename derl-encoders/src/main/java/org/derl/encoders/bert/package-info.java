/** BERT: the network, and how pretrained weights come into it. */
@NullMarked
package org.derl.encoders.bert;

import org.jspecify.annotations.NullMarked;
