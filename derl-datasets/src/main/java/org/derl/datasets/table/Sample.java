package org.derl.datasets.table;

/**
 * Who a row is.
 *
 * @param id its name, unique in the data set
 * @param group what it was cut from, such as a video
 * @param label what is to be predicted
 */
public record Sample(String id, String group, double label) {}
