package org.derl.data;

/** The splits of a data set: what models learn from, what choices are made on, and what is looked at in the end. */
public enum SplitName {
    TRAIN,
    VALIDATION,
    TEST
}
