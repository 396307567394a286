/** Tables of results and how they are written: for terminals, Markdown, CSV and LaTeX. */
@NullMarked
package org.derl.bench.table;

import org.jspecify.annotations.NullMarked;
