package org.derl.bench.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.configuration.Formats;
import org.derl.bench.data.DataFiles;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.Reading;

/**
 * The samples that are to be predicted, and where they come from.
 *
 * @param place where they were found, for messages
 * @param samples in their order, each of another name
 * @param named whether the user gave their names
 * @param recipes how their features were made, where DERL made them
 * @param notes what was left out or guessed, a sentence each
 */
public record GivenSamples(
        String place, List<GivenSample> samples, boolean named, List<String> recipes, List<String> notes) {

    /** Keeps lists as they are, and refuses names that stand twice. */
    public GivenSamples {
        samples = List.copyOf(samples);
        recipes = List.copyOf(recipes);
        notes = List.copyOf(notes);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(place + " has no sample to predict");
        }
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < samples.size(); row++) {
            Integer former = rows.put(samples.get(row).id(), row);
            if (former != null) {
                throw new IllegalArgumentException(place + ": the id '"
                        + samples.get(row).id() + "' stands twice, as sample " + (former + 1) + " and "
                        + (row + 1) + "; give each sample its own");
            }
        }
    }

    /** Sentences, called 1, 2 ... */
    public static GivenSamples texts(List<String> texts) {
        return numbered("--text", texts, List.of());
    }

    /** A sentence a line, called by their numbers; blank lines are left out. */
    public static GivenSamples lines(BufferedReader reader) {
        List<GivenSample> samples = new ArrayList<>();
        List<String> lines = reader.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                samples.add(new GivenSample(String.valueOf(line + 1), lines.get(line), Map.of()));
            }
        }
        return new GivenSamples("standard input", samples, false, List.of(), List.of());
    }

    private static GivenSamples numbered(String place, List<String> texts, List<String> notes) {
        List<GivenSample> samples = new ArrayList<>();
        for (String text : texts) {
            samples.add(new GivenSample(String.valueOf(samples.size() + 1), text, Map.of()));
        }
        return new GivenSamples(place, samples, false, List.of(), notes);
    }

    /**
     * Those of a table of texts, or of a folder with a table and features or recordings.
     *
     * @throws IOException when it is not there, damaged, or says no samples; the message says what is expected
     */
    public static GivenSamples in(Path place, Formats formats) throws IOException {
        if (!Files.exists(place)) {
            throw new NoSuchFileException(
                    place.toString(), null, "there is no such file; a sentence is given by --text \"...\"");
        }
        try (DataFiles files = DataFiles.open(formats, List.of(place))) {
            return Files.isDirectory(place) ? folder(place, files) : table(place, files);
        }
    }

    private static GivenSamples table(Path file, DataFiles files) throws IOException {
        SampleColumns columns = SampleColumns.of(files.files().get(0));
        if (columns.texts().isEmpty()) {
            throw new IOException(file + " has no column 'text' with sentences"
                    + (columns.others().isEmpty() ? "" : ", only " + String.join(", ", columns.others()))
                    + "; name a table with one, or a folder with features or recordings (docs/predict.md)");
        }
        List<String> notes = columns.others().isEmpty()
                ? List.of()
                : List.of("Left out of " + file + ": " + String.join(", ", columns.others())
                        + "; only text and id are read.");
        if (columns.ids().isEmpty()) {
            return numbered(file.toString(), columns.texts(), notes);
        }
        List<GivenSample> samples = new ArrayList<>();
        for (int row = 0; row < columns.ids().size(); row++) {
            samples.add(new GivenSample(columns.ids().get(row), columns.texts().get(row), Map.of()));
        }
        return new GivenSamples(file.toString(), samples, true, List.of(), notes);
    }

    private static GivenSamples folder(Path folder, DataFiles files) throws IOException {
        FeatureFile content = UnlabeledSamples.of(folder, files);
        List<GivenSample> samples = new ArrayList<>();
        for (FileSplit split : content.splits().values()) {
            for (int row = 0; row < split.size(); row++) {
                String text = split.transcripts().isEmpty()
                        ? null
                        : split.transcripts().get(row);
                samples.add(new GivenSample(split.ids().get(row), text, features(split.features(), row)));
            }
        }
        List<String> notes = new ArrayList<>();
        for (Reading reading : files.readings(Optional.of(content))) {
            boolean said = reading.meaning().equals(Reading.LEFT_OUT)
                    || reading.meaning().equals(Reading.NOT_READ)
                    || reading.meaning().equals("file");
            if (said) {
                notes.add(note(folder, reading));
            }
        }
        return new GivenSamples(folder.toString(), samples, true, content.recipes(), notes);
    }

    private static String note(Path folder, Reading reading) {
        Reading.Origin first = reading.origins().get(0);
        Path file = first.file().startsWith(folder) ? folder.relativize(first.file()) : first.file();
        String others = reading.origins().size() == 1
                ? ""
                : " and " + (reading.origins().size() - 1) + " others";
        return (reading.meaning().equals("file") ? "" : "Left out: ")
                + (file.toString().isEmpty() ? folder : file)
                + (first.array().isEmpty() ? "" : ", " + first.array())
                + others + ": " + reading.remark() + ".";
    }

    /** Those of a sample, without padding. */
    private static Map<Modality, float[][]> features(ByModality<FileSequences> all, int row) throws IOException {
        Map<Modality, float[][]> features = new HashMap<>();
        for (Modality modality : all.modalities()) {
            features.put(modality, steps(all.get(modality), row));
        }
        return features;
    }

    private static float[][] steps(FileSequences sequences, int row) throws IOException {
        int time = sequences.time();
        int width = sequences.width();
        float[] values = new float[time * width];
        sequences.values().floats((long) row * time * width, values, 0, values.length);
        boolean front = sequences.padding() == Padding.FRONT;
        int length = sequences.lengths().isEmpty()
                ? length(values, width, front)
                : sequences.lengths().get(row);
        int from = front ? time - length : 0;
        float[][] steps = new float[length][width];
        for (int step = 0; step < length; step++) {
            System.arraycopy(values, (from + step) * width, steps[step], 0, width);
        }
        return steps;
    }

    /** Where files do not tell lengths, steps of zeros alone at the padded end are padding, as in an import. */
    private static int length(float[] values, int width, boolean front) {
        int length = values.length / width;
        while (length > 0 && isZero(values, front ? values.length - length * width : (length - 1) * width, width)) {
            length--;
        }
        return length;
    }

    private static boolean isZero(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
