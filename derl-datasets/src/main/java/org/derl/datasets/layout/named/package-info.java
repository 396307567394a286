/** The layout of files that tell by names what they hold, however they divide it: by split, by content, by sample. */
@NullMarked
package org.derl.datasets.layout.named;

import org.jspecify.annotations.NullMarked;
