package org.derl.datasets.store.policy;

/** An end of a sequence. */
public enum End {
    FIRST,
    LAST
}
