/** What a search of settings draws from, and what is known of the search that found some. */
@NullMarked
package org.derl.bench.search;

import org.jspecify.annotations.NullMarked;
