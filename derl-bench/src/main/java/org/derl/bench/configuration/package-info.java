/** Builds models, data sets and text encoders as configuration describes them. */
@NullMarked
package org.derl.bench.configuration;

import org.jspecify.annotations.NullMarked;
