/** What is measured of a model: predictions beside labels, and metrics over them. */
@NullMarked
package org.derl.eval;

import org.jspecify.annotations.NullMarked;
