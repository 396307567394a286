/** What every command is made of: its options, its output, and how it ends. */
@NullMarked
package org.derl.bench.cli.command;

import org.jspecify.annotations.NullMarked;
