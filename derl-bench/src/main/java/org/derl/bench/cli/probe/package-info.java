/** The command that says what a model can be trusted with. */
@NullMarked
package org.derl.bench.cli.probe;

import org.jspecify.annotations.NullMarked;
