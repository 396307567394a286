package org.derl.datasets.openface;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.openface.OpenFaceFormat.Failed;
import org.derl.io.csv.ColumnNames;

/** The rows of a file of OpenFace: of each frame one face, the one of which the tracker is surest. */
final class FaceRows {

    private static final Set<String> NO_FEATURES = Set.of("frame", "face_id", "timestamp", "confidence", "success");

    private static final Pattern NAN = Pattern.compile("(?i)\\s*[+-]?nan(\\(\\w*\\))?\\s*");

    private final Failed failed;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final Map<Double, Face> byFrame = new TreeMap<>();
    private final Set<Double> faces = new HashSet<>();
    private List<String> header = List.of();

    private static final class Face {
        private final double confidence;
        private final boolean found;
        private final float[] values;

        Face(double confidence, boolean found, float[] values) {
            this.confidence = confidence;
            this.found = found;
            this.values = values;
        }
    }

    FaceRows(Failed failed) {
        this.failed = failed;
    }

    /** Takes the next row; the first one is the head. */
    void add(Row row) throws IOException {
        if (header.isEmpty()) {
            readHead(row);
            return;
        } else if (row.values().size() != header.size()) {
            throw row.wrong("there are " + row.values().size() + " values instead of " + header.size()
                    + "; if the file ends here it was cut off: copy it again, or run OpenFace again");
        }
        double frame = number(row, "frame");
        if (header.contains("face_id")) {
            faces.add(number(row, "face_id"));
        }
        float[] values = new float[places.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = feature(row, places.get(i));
        }
        Face face = new Face(number(row, "confidence"), number(row, "success") > 0, values);
        Face former = byFrame.get(frame);
        if (former != null && !header.contains("face_id")) {
            throw row.wrong("the frame " + (long) frame + " is there a second time; one clip belongs into a file");
        } else if (former == null || isSurer(face, former)) {
            byFrame.put(frame, face);
        }
    }

    private static boolean isSurer(Face face, Face former) {
        return face.found == former.found ? face.confidence > former.confidence : face.found;
    }

    /** OpenFace writes NaN in the ways of several compilers. */
    private static float feature(Row row, int place) throws IOException {
        return NAN.matcher(row.values().get(place)).matches() ? Float.NaN : (float) row.number(place);
    }

    private void readHead(Row row) throws IOException {
        header = ColumnNames.of(row.values().toList()).written().stream()
                .map(String::strip)
                .toList();
        if (!header.containsAll(List.of("frame", "confidence", "success"))) {
            throw row.wrong("there are no columns frame, confidence and success between commas; run OpenFace again");
        }
        for (int i = 0; i < header.size(); i++) {
            if (!NO_FEATURES.contains(header.get(i))) {
                columns.add(header.get(i));
                places.add(i);
            }
        }
    }

    private double number(Row row, String column) throws IOException {
        double number = row.number(header.indexOf(column));
        if (!Double.isFinite(number)) {
            throw row.wrong(column + " is " + number + "; it must be a finite number");
        }
        return number;
    }

    /** What features are called. */
    List<String> columns() {
        return columns;
    }

    /** The features of each frame, in the order of frames. */
    List<float[]> frames() {
        List<float[]> frames = new ArrayList<>();
        for (Face face : byFrame.values()) {
            if (face.found || failed != Failed.LEAVE_OUT) {
                frames.add(values(face));
            }
        }
        return frames;
    }

    private float[] values(Face face) {
        float[] values = new float[columns.size()];
        for (int i = 0; i < values.length && (face.found || failed == Failed.KEEP); i++) {
            values[i] = face.values[i];
        }
        return values;
    }

    /** Each in words that go on after the name of a file, alike for files that are alike. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        long lost = byFrame.values().stream().filter(face -> !face.found).count();
        if (lost > 0) {
            remarks.add(
                    (lost == byFrame.size() ? "all frames are" : "some frames are") + " without a face (success = 0): "
                            + switch (failed) {
                                case LEAVE_OUT -> "left out";
                                case ZERO -> "all features 0";
                                case KEEP -> "kept as they are";
                            }
                            + "; --set format.openface.failed=leave-out, zero or keep");
        }
        if (faces.size() > 1) {
            remarks.add("several faces: of each frame the one with the largest confidence is taken");
        }
        return remarks;
    }
}
