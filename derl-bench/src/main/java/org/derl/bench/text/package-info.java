/** Words, paragraphs and messages as a terminal prints them. */
@NullMarked
package org.derl.bench.text;

import org.jspecify.annotations.NullMarked;
