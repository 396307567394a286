/** MMIM: lower bounds of the mutual information of modalities with one another and with the fused vector. */
@NullMarked
package org.derl.models.mmim;

import org.jspecify.annotations.NullMarked;
