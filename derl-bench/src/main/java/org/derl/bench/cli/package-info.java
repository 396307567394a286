/** The command line: one class per command, and the entry point that finds them. */
@NullMarked
package org.derl.bench.cli;

import org.jspecify.annotations.NullMarked;
