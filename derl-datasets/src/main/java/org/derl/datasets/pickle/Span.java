package org.derl.datasets.pickle;

/** A stretch of a file. */
record Span(long start, long length) {}
