package org.derl.bench.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A peer whose steps all take two milliseconds, by its own account. */
public final class AnsweringPeer {

    private AnsweringPeer() {}

    /** How to start it: the first line that it prints, and its answers; "end-N" in their place ends it with status N. */
    public static List<String> command(String greeting, String answer) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AnsweringPeer.class.getName(),
                greeting.replace(' ', '.'),
                answer);
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(arguments[0].replace('.', ' ') + " "
                + String.join(" ", List.of(arguments).subList(2, arguments.length)));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !arguments[1].startsWith("end"); line = in.readLine()) {
            System.out.println(String.join(" ", Collections.nCopies(Integer.parseInt(line), arguments[1])));
        }
        if (arguments[1].startsWith("end-")) {
            System.exit(Integer.parseInt(arguments[1].substring("end-".length())));
        }
    }
}
