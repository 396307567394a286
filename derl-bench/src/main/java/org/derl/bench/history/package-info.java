/** What a training tells of each epoch, as files of its trial. */
@NullMarked
package org.derl.bench.history;

import org.jspecify.annotations.NullMarked;
