/** Features of texts, extracted once for all trials. */
@NullMarked
package org.derl.datasets.cache;

import org.jspecify.annotations.NullMarked;
