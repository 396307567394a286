/**
 * Configuration: settings bound to records, parts named by a catalog, and every mistake reported at once with its
 * place.
 */
@NullMarked
package org.derl.config;

import org.jspecify.annotations.NullMarked;
