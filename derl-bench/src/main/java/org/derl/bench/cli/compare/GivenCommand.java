package org.derl.bench.cli.compare;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as it was given, without what depends on where: the folder of its files is left out, and of files in other
 * folders their names remain.
 */
public final class GivenCommand {

    private static final String OUT = "--out";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=,:@%+-]+");

    /** A path from the root on, up to its last name. */
    private static final Pattern FOLDERS =
            Pattern.compile("(^|[=\",'\\[ ])(?:[A-Za-z]:)?[/\\\\](?:[^\",'\\]]*[/\\\\])?");

    private GivenCommand() {}

    /** The command line of these arguments. */
    static String of(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("./derl"));
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals(OUT) && rest.hasNext()) {
                rest.next();
            } else if (!argument.startsWith(OUT + "=")) {
                words.add(FOLDERS.matcher(argument).replaceAll("$1"));
            }
        }
        return line(words);
    }

    /** Words as a shell takes them. */
    public static String line(List<String> words) {
        return words.stream().map(GivenCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
