package org.derl.data;

/** The splits of a data set: for training, for selection, and for the final test. */
public enum SplitName {
    TRAIN,
    VALIDATION,
    TEST
}
