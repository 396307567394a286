/** Formats of files of arrays: what numpy writes, comma-separated values, JSON and safetensors. */
@NullMarked
package org.derl.datasets.format;

import org.jspecify.annotations.NullMarked;
