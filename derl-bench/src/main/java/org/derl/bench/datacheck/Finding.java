package org.derl.bench.datacheck;

/**
 * Something that an examination found.
 *
 * @param kind what it is, for programs, in kebab-case, such as duplicate-ids
 * @param what was found, a sentence without its end
 * @param advice what it means and what to do, whole sentences
 */
public record Finding(Severity severity, String kind, Place place, String what, String advice) {

    public static Finding error(String kind, Place place, String what, String advice) {
        return new Finding(Severity.ERROR, kind, place, what, advice);
    }

    public static Finding warning(String kind, Place place, String what, String advice) {
        return new Finding(Severity.WARNING, kind, place, what, advice);
    }

    public static Finding note(String kind, Place place, String what, String advice) {
        return new Finding(Severity.NOTE, kind, place, what, advice);
    }
}
