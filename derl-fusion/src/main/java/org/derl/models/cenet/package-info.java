/** CENET: between two layers of BERT, words are shifted by what they find in voice and face. */
@NullMarked
package org.derl.models.cenet;

import org.jspecify.annotations.NullMarked;
