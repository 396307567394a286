/** What settings files may say, for editors. */
@NullMarked
package org.derl.bench.schema;

import org.jspecify.annotations.NullMarked;
