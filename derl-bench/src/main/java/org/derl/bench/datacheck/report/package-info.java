/** Reports of a data check: for terminals, as a page, and as JSON. */
@NullMarked
package org.derl.bench.datacheck.report;

import org.jspecify.annotations.NullMarked;
