/** Evaluation of a model: predictions beside labels, and metrics of both. */
@NullMarked
package org.derl.eval;

import org.jspecify.annotations.NullMarked;
