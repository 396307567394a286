/** ICCN: views of sounds and faces, each in the light of the words, are made to correlate before anything is predicted. */
@NullMarked
package org.derl.models.iccn;

import org.jspecify.annotations.NullMarked;
