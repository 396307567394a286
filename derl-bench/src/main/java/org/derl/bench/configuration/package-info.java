/** Models, data sets and text encoders, as configuration describes them, put together. */
@NullMarked
package org.derl.bench.configuration;

import org.jspecify.annotations.NullMarked;
