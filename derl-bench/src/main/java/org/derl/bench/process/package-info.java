/** Processes of this machine: how one like this is started, and what memory they take. */
@NullMarked
package org.derl.bench.process;

import org.jspecify.annotations.NullMarked;
