/** The command line: the entry point, and the commands that are one class. */
@NullMarked
package org.derl.bench.cli;

import org.jspecify.annotations.NullMarked;
