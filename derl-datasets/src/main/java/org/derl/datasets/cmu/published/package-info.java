/** The files of CMU-MOSI as they are published, and what is derived from them. */
@NullMarked
package org.derl.datasets.cmu.published;

import org.jspecify.annotations.NullMarked;
