package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import org.derl.data.file.StoredArray;

/** An array of neither numbers nor texts: it can be listed, not read. */
public record UnreadArray(String dtype, Shape shape) implements StoredArray {}
