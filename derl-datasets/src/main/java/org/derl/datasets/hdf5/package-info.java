/** HDF5 files, read with jHDF within bounds that jHDF itself does not set. */
@NullMarked
package org.derl.datasets.hdf5;

import org.jspecify.annotations.NullMarked;
