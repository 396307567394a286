package org.derl.bench.data;

import org.derl.data.file.NearMiss;

/** The layout that files come nearest to, and how near. */
public record Nearest(String layout, NearMiss miss) {

    /** What it lacks, in words that go on a sentence. */
    public String inWords() {
        if (miss.lacks().isEmpty()) {
            return "the nearest is " + layout + ", of which there is all that must be, "
                    + String.join(", ", miss.has())
                    + ", but files beside it that this layout does not know: name those alone that belong together";
        }
        return "the nearest is " + layout + ", of which there " + (miss.has().size() == 1 ? "is " : "are ")
                + String.join(", ", miss.has()) + ", but not: " + String.join("; ", miss.lacks());
    }
}
