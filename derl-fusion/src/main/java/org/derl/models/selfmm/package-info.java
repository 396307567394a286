/** Self-MM: a modality's own labels, made of the human ones while the network trains. */
@NullMarked
package org.derl.models.selfmm;

import org.jspecify.annotations.NullMarked;
