/** Files of features, opened by whatever formats and layouts the catalog offers. */
@NullMarked
package org.derl.bench.data;

import org.jspecify.annotations.NullMarked;
