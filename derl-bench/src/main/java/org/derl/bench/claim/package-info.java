/** Claims by which processes, of one machine or several, keep a trial or a folder to themselves. */
@NullMarked
package org.derl.bench.claim;

import org.jspecify.annotations.NullMarked;
