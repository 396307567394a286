/** RAVEN: the audio and vision of every word shift the word. */
@NullMarked
package org.derl.models.raven;

import org.jspecify.annotations.NullMarked;
