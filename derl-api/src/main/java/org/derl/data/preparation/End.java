package org.derl.data.preparation;

/** An end of a sequence. */
public enum End {
    FIRST,
    LAST
}
