/** Features of recorded speech: WAV files are read, resampled and described, a vector a time step. */
@NullMarked
package org.derl.datasets.audio;

import org.jspecify.annotations.NullMarked;
