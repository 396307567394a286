/** Files of PyTorch: zip files of a pickle and the numbers of its tensors, and those of its older versions. */
@NullMarked
package org.derl.datasets.torch;

import org.jspecify.annotations.NullMarked;
