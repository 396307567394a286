package org.derl.io;

import java.nio.file.Path;

/**
 * Where files lie.
 *
 * @param data what the user brings; never written to
 * @param cache what can be made again: converted weights, computed features
 */
public record Directories(Path data, Path cache) {}
