/** The metrics of the field, each in the exact convention of the reference implementation, and files of predictions. */
@NullMarked
package org.derl.bench.metric;

import org.jspecify.annotations.NullMarked;
