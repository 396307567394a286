/**
 * Models that are assembled of shared parts by configuration alone. Models with a class of their own have a package
 * each.
 */
@NullMarked
package org.derl.models;

import org.jspecify.annotations.NullMarked;
