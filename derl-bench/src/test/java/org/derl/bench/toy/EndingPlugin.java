package org.derl.bench.toy;

import org.derl.plugin.PluginModule;

/** Prints while it is loaded and, if a system property says so, ends the process. */
public final class EndingPlugin extends PluginModule {

    /** Set to a status, makes it end the process by it. */
    public static final String STATUS = "toy.ending.status";

    @Override
    @SuppressWarnings("SystemExitOutsideMain") // is what it is for
    protected void configure() {
        System.out.println("a line of a plugin");
        Integer status = Integer.getInteger(STATUS);
        if (status != null) {
            System.exit(status);
        }
    }
}
