package org.derl.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;

/**
 * One mistake in settings.
 *
 * @param source the file's name, or where else the setting comes from
 * @param line from 1, or 0 where there are no lines
 * @param path of the setting, dotted; empty where the file is no settings at all
 * @param message goes on from the path
 */
public record Problem(String source, int line, String path, String message) implements Comparable<Problem> {

    /** One at the place where a value stands. */
    public static Problem at(ConfigOrigin origin, String path, String message) {
        SettingPlace place = SettingPlace.of(origin);
        return new Problem(place.source(), place.line(), path, message);
    }

    /** Where it is, such as {@code broken.conf:2}. */
    public String location() {
        return line > 0 ? source + ":" + line : source;
    }

    @Override
    public int compareTo(Problem other) {
        return Comparator.comparing(Problem::source)
                .thenComparing(Problem::line)
                .thenComparing(Problem::path)
                .thenComparing(Problem::message)
                .compare(this, other);
    }
}
