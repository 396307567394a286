/** A model is two contracts: a network that computes, and a training that says which losses update which weights. */
@NullMarked
package org.derl.model;

import org.jspecify.annotations.NullMarked;
