/** LNLN: where language is incomplete, a proxy of it from the other modalities takes its place. */
@NullMarked
package org.derl.models.lnln;

import org.jspecify.annotations.NullMarked;
