/** Files of MATLAB, versions 5 to 7; those of 7.3 are HDF5. */
@NullMarked
package org.derl.datasets.matlab;

import org.jspecify.annotations.NullMarked;
