package org.derl.bench.statistics;

/**
 * In which shares of the draws one system is better than another, practically equal, and worse; not numbers where a
 * difference is undefined in all draws.
 */
public record Shares(double better, double equal, double worse) {}
