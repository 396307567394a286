package org.derl.bench.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts for terminals. */
public final class Paragraphs {

    private Paragraphs() {}

    /** Lines of whole words; a word that is longer than a line has one of its own. */
    public static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : paragraph.split("(?<=\\S) ", -1)) {
                if (line.isEmpty() || width(line) + 1 + width(word) <= width) {
                    line = line.isEmpty() ? word : line + " " + word;
                } else {
                    lines.add(line);
                    line = word;
                }
            }
            lines.add(line);
        }
        return lines;
    }

    /** How many columns of a terminal a text takes. */
    public static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
