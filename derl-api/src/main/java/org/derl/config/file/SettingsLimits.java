package org.derl.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * What settings can ask of a reader. The bounds of size and depth are far beyond what anybody writes by hand; that of
 * substitutions is some thirty in a short file, and fewer the longer it is.
 */
final class SettingsLimits {

    /** Of a file and all that it includes. */
    private static final int BYTES = 128 * 1024;

    /** A file and what it includes. */
    private static final int FILES = 16;

    /** Steps of a path, and values within values. */
    private static final int DEPTH = 64;

    private static final int VALUES = 100_000;

    /** What substitutions may make of the text. */
    private static final double CHARACTERS = 2e6;

    private int files;
    private int bytes;
    private int substitutions;
    private int depth;
    private int steps;
    private int values;

    /** How many bytes there may be beside those of the texts that were checked. */
    int bytesLeft() {
        return BYTES - bytes;
    }

    /** Checks a text that is not parsed yet: parsing takes a stack as deep, and time that grows faster than a path. */
    void check(String source, String text) throws IOException {
        depth = 0;
        steps = 0;
        scan(source, text);
        files++;
        bytes += text.getBytes(StandardCharsets.UTF_8).length;
        refuse(
                files > FILES || bytes > BYTES,
                source,
                "is too large for settings: there may be " + BYTES + " bytes of them in " + FILES
                        + " files that include each other");
        // So many substitutions make the most of it where each line puts in the one above it three times.
        double most = 3 * StrictMath.log(CHARACTERS / bytes) / StrictMath.log(3);
        refuse(
                substitutions > most,
                source,
                "has too many substitutions like ${a}: in as long a file " + (int) most + " are read");
    }

    /** Checks what came out of it: what is put in several times is there once until somebody walks over it. */
    void check(String source, Config config) throws IOException {
        walk(source, List.of(config.root()), 0);
    }

    private void scan(String source, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfString(text, i);
            } else if (c == '#' || text.startsWith("//", i)) {
                i = end(text.indexOf('\n', i), text);
                steps = 0;
            } else {
                count(source, c, text.startsWith("${", i));
            }
        }
    }

    private void count(String source, char c, boolean substitution) throws IOException {
        substitutions += substitution ? 1 : 0;
        switch (c) {
            case '.' -> steps++;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        if ("{}[],=:\n".indexOf(c) >= 0) {
            steps = 0;
        }
        refuse(depth > DEPTH || steps > DEPTH, source, "is nested too deep: " + DEPTH + " levels are read");
    }

    /** The place of the last quote of a string, which ends with its line unless it has three quotes. */
    private static int endOfString(String text, int start) {
        if (text.startsWith("\"\"\"", start)) {
            int end = end(text.indexOf("\"\"\"", start + 3), text) + 2;
            while (end + 1 < text.length() && text.charAt(end + 1) == '"') {
                end++;
            }
            return end;
        }
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"' && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int end(int found, String text) {
        return found < 0 ? text.length() : found;
    }

    private void walk(String source, Collection<? extends ConfigValue> level, int below) throws IOException {
        refuse(below > DEPTH, source, "is nested too deep: " + DEPTH + " levels are read");
        for (ConfigValue value : level) {
            refuse(
                    ++values > VALUES,
                    source,
                    "says too much, by substitutions that add up: " + VALUES + " values are read");
            if (value instanceof ConfigObject object) {
                walk(source, object.values(), below + 1);
            } else if (value instanceof ConfigList list) {
                walk(source, list, below + 1);
            }
        }
    }

    private static void refuse(boolean beyond, String source, String what) throws IOException {
        if (beyond) {
            throw new IOException(source + " " + what);
        }
    }
}
