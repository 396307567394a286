/** DERL's own form of features: how feature files become a folder of it, and how training reads it. */
@NullMarked
package org.derl.datasets.store;

import org.jspecify.annotations.NullMarked;
