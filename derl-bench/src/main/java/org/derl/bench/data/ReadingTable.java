package org.derl.bench.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.bench.text.LineWidth;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;
import org.derl.data.file.Reading;
import org.derl.data.file.Reading.Origin;

/** What became of the arrays of files, as a table for terminals of 80 columns, or fewer. */
public final class ReadingTable {

    private static final int GAP = 2;

    /** The widest that the middle column becomes. */
    private static final int FROM = 36;

    /** The narrowest that the last one becomes. */
    private static final int NARROWEST = 12;

    /** Arrays of a file that are named one by one. */
    private static final int NAMED = 4;

    private static final String REMARKS = "remarks";

    private ReadingTable() {}

    /** A line of the table, before it is broken. */
    public record Row(String meaning, String from, String remark) {}

    /** The rows with all names, whose texts may be printed. */
    public static List<Row> rows(List<Reading> readings) {
        return rows(readings, Integer.MAX_VALUE, false);
    }

    /**
     * The rows.
     *
     * @param most names of a list that are named one by one
     * @param alone whether there is one file alone, which the heading names
     */
    private static List<Row> rows(List<Reading> readings, int most, boolean alone) {
        return readings.stream()
                .map(reading -> new Row(
                        Printable.of(reading.meaning()),
                        Printable.of(from(reading.origins(), most, alone)),
                        Printable.of(reading.remark())))
                .toList();
    }

    /**
     * The table's lines; none where there are no readings. A remark with a word that is too long for its column, such
     * as the name of a setting, stands below.
     */
    public static List<String> lines(List<Reading> readings) {
        Set<String> files = readings.stream()
                .flatMap(reading -> reading.origins().stream()
                        .filter(origin -> !reading.meaning().equals(Reading.LEFT_OUT)
                                || !origin.array().isEmpty()))
                .map(origin -> String.valueOf(origin.file().getFileName()))
                .collect(Collectors.toSet());
        boolean alone = files.size() == 1;
        String from = alone ? "from " + Printable.name(String.join("", files)) : "from";
        List<Row> rows = new ArrayList<>(List.of(new Row("read as", Printable.of(from), REMARKS)));
        rows.addAll(rows(readings, NAMED, alone));
        int first = rows.stream().mapToInt(row -> width(row.meaning())).max().orElse(0) + GAP;
        int second = Math.min(
                        FROM,
                        rows.stream().mapToInt(row -> width(row.from())).max().orElse(0))
                + GAP;
        int third = Math.max(NARROWEST, LineWidth.ofReports() - first - second);
        List<String> lines = new ArrayList<>();
        for (Row row : readings.isEmpty() ? List.<Row>of() : rows) {
            List<String> places = broken(row.from(), second - GAP);
            List<String> remark = Paragraphs.broken(row.remark(), third);
            boolean wide = remark.stream().anyMatch(line -> width(line) > third);
            List<String> beside = wide ? List.of() : remark;
            for (int i = 0; i < Math.max(places.size(), beside.size()); i++) {
                lines.add((padded(i == 0 ? row.meaning() : "", first) + padded(at(places, i), second) + at(beside, i))
                        .stripTrailing());
            }
            for (String below : wide ? broken(row.remark(), third + second) : List.<String>of()) {
                lines.add(" ".repeat(first) + below);
            }
        }
        if (!rows(readings).equals(rows(readings, NAMED, false))) {
            lines.add("(./derl data check FILE... --json has all names where \"...\" stands)");
        }
        return lines;
    }

    /** Lines of whole words, but for words that are longer than a line. */
    private static List<String> broken(String text, int width) {
        return Paragraphs.broken(text, width).stream()
                .flatMap(line -> Arrays.stream(line.split("(?<=\\G.{" + width + "})")))
                .toList();
    }

    private static int width(String text) {
        return Paragraphs.width(text);
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - width(text)));
    }

    /** Such as "audio.csv: f1, f2". */
    private static String from(List<Origin> origins, int most, boolean alone) {
        Map<String, Set<String>> byFile = new LinkedHashMap<>();
        for (Origin origin : origins) {
            byFile.computeIfAbsent(String.valueOf(origin.file().getFileName()), file -> new LinkedHashSet<>())
                    .add(origin.array());
        }
        Map<String, List<String>> files = new LinkedHashMap<>();
        byFile.forEach(
                (file, arrays) -> files.computeIfAbsent(some(withoutSplits(arrays), most), of -> new ArrayList<>())
                        .add(file));
        return files.entrySet().stream()
                .map(of ->
                        alone && !of.getKey().isEmpty() ? of.getKey() : origin(some(of.getValue(), most), of.getKey()))
                .collect(Collectors.joining("; "));
    }

    /** A folder's arrays begin with its name. */
    private static String origin(String file, String arrays) {
        return arrays.startsWith(file + "/") ? arrays : arrays.isEmpty() ? file : file + ": " + arrays;
    }

    /** What train/audio, valid/audio and test/audio are called without what differs. */
    private static List<String> withoutSplits(Set<String> arrays) {
        Map<String, List<String>> byRest = new LinkedHashMap<>();
        for (String array : arrays) {
            byRest.computeIfAbsent(array.substring(array.indexOf('/') + 1), rest -> new ArrayList<>())
                    .add(array);
        }
        List<String> names = new ArrayList<>();
        byRest.forEach((rest, all) -> names.add(all.size() > 1 ? rest : all.get(0)));
        return names;
    }

    private static String some(List<String> names, int most) {
        if (names.size() <= most) {
            return names.stream().map(Printable::name).collect(Collectors.joining(", "));
        }
        String first = Printable.name(names.get(0));
        String last = Printable.name(names.get(names.size() - 1));
        String place = first.substring(0, first.lastIndexOf('/') + 1);
        return first + " ... " + (last.startsWith(place) ? last.substring(place.length()) : last) + " (" + names.size()
                + ")";
    }
}
