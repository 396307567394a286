/** The command that predicts samples of the user's own. */
@NullMarked
package org.derl.bench.cli.predict;

import org.jspecify.annotations.NullMarked;
