package org.derl.config;

import com.typesafe.config.ConfigOrigin;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a setting comes from, in as few words as a user needs to find it.
 *
 * @param source the file's name, or where else the setting comes from
 * @param line from 1, or 0 where there are no lines
 */
record SettingPlace(String source, int line) {

    /** An object that several files make together lies where the strongest of them, which is named first, begins it. */
    private static final Pattern MERGED = Pattern.compile("merge of (.+?): (\\d+)(-\\d+)?(,.*)?");

    private static final Pattern FILE = Pattern.compile(".*/.+|.+\\.(conf|json|properties)");

    private static final Pattern WITH_LINE = Pattern.compile("(.+): \\d+(-\\d+)?");

    /** Many jars have a file of one name. */
    private static final Pattern IN_JAR = Pattern.compile(".+ @ jar:.*?([^/]+)!/(.+)");

    static SettingPlace of(ConfigOrigin origin) {
        Matcher merged = MERGED.matcher(origin.description());
        if (merged.matches()) {
            return of(merged.group(1), Integer.parseInt(merged.group(2)));
        }
        Matcher single = WITH_LINE.matcher(origin.description());
        return of(single.matches() ? single.group(1) : origin.description(), origin.lineNumber());
    }

    /** A resource is described by its path and, after " @ ", its address; a file by its path alone. */
    private static SettingPlace of(String description, int line) {
        Matcher jar = IN_JAR.matcher(description);
        if (jar.matches()) {
            return new SettingPlace(jar.group(1) + "!" + jar.group(2), Math.max(0, line));
        }
        String path = description.replaceFirst(" @ .*", "").replace('\\', '/');
        return FILE.matcher(path).matches()
                ? new SettingPlace(path.substring(path.lastIndexOf('/') + 1), Math.max(0, line))
                : new SettingPlace(path, 0);
    }
}
