package org.derl.datasets.store.policy;

/** How features are stored. */
public enum Storage {
    FLOAT32("F32"),

    /** In half the room, each rounded to 11 binary digits; a number of 65520 or more is refused. */
    FLOAT16("F16");

    private final String type;

    Storage(String type) {
        this.type = type;
    }

    /** The name of safetensors. */
    public String type() {
        return type;
    }
}
