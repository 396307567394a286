package org.derl.datasets.layout.named;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.FileEntry;
import org.jspecify.annotations.Nullable;

/** What one file has of one meaning and split: an array of all samples, or one of each. */
final class Source {

    private final Path file;
    private final Meaning meaning;
    private @Nullable FileEntry whole;
    private final Map<String, FileEntry> each = new LinkedHashMap<>();

    Source(Path file, Meaning meaning) {
        this.file = file;
        this.meaning = meaning;
    }

    /** Takes an array. */
    void add(NamedPart part) throws IOException {
        FileEntry former = part.sample().isEmpty() ? whole : each.put(part.sample(), part.entry());
        if (former != null) {
            throw part.entry()
                    .wrong("is " + meaning.inWords() + ", and so is "
                            + former.named().name() + "; leave one of them out");
        }
        if (part.sample().isEmpty()) {
            whole = part.entry();
        }
    }

    Path file() {
        return file;
    }

    Meaning meaning() {
        return meaning;
    }

    /** The array of all samples; null where each has its own. */
    @Nullable
    FileEntry whole() {
        return whole;
    }

    /** Every array. */
    List<FileEntry> entries() {
        return whole == null ? List.copyOf(each.values()) : List.of(whole);
    }

    /** The array of each sample, by its id or row. */
    Map<String, FileEntry> each() {
        return each;
    }

    /** Whether samples are told by their rows alone. */
    boolean isList() {
        int row = 0;
        for (String sample : each.keySet()) {
            if (!sample.equals(Integer.toString(row))) {
                return false;
            }
            row++;
        }
        return whole == null;
    }

    /** The rows below a number that have no array, where samples are told by their rows; none where by their ids. */
    List<Integer> gaps(int samples) {
        if (whole != null || !each.keySet().stream().allMatch(row -> row.matches("0|[1-9][0-9]{0,8}"))) {
            return List.of();
        }
        return IntStream.range(0, samples)
                .filter(row -> !each.containsKey(Integer.toString(row)))
                .boxed()
                .toList();
    }

    /** How many samples there are. */
    int rows() throws IOException {
        return whole == null ? each.size() : whole.rows();
    }

    /** The text of each sample, in the order of the file; those of a sample that has several, as one. */
    List<String> texts() throws IOException {
        if (whole != null) {
            if (whole.perRow() != 1) {
                throw whole.wrong("has the shape " + whole.array().shape() + ", but one text a sample belongs there");
            }
            return whole.texts();
        }
        List<String> texts = new ArrayList<>();
        for (FileEntry entry : each.values()) {
            texts.add(text(entry));
        }
        return texts;
    }

    private static String text(FileEntry entry) throws IOException {
        if (entry.array() instanceof TextArray texts) {
            return String.join(" ", texts.texts());
        } else if (entry.array() instanceof NumberArray numbers && numbers.size() == 1) {
            double[] number = new double[1];
            numbers.doubles(0, number, 0, 1);
            return number[0] == Math.rint(number[0]) ? Long.toString((long) number[0]) : Double.toString(number[0]);
        }
        throw entry.wrong("has the shape " + entry.array().shape() + ", but a text belongs there");
    }
}
