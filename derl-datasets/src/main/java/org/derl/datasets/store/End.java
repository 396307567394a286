package org.derl.datasets.store;

/** An end of a sequence. */
public enum End {
    FIRST,
    LAST
}
