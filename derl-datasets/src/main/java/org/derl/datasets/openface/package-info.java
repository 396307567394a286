/** The files of OpenFace, as they are. */
@NullMarked
package org.derl.datasets.openface;

import org.jspecify.annotations.NullMarked;
