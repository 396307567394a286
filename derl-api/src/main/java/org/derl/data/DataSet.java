package org.derl.data;

/**
 * Samples in three parts that share no sample.
 *
 * @param name the name in the catalog
 * @param family which settings of a model's {@code on.<family>} hold here: mosi, mosei, sims, planted ...
 * @param schema what a model must know
 */
public record DataSet(String name, String family, Schema schema, Split training, Split validation, Split test) {}
