package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureExtractor;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FileFormat;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.cmu.published.DerivedFiles;
import org.derl.datasets.cmu.published.MosiFile;
import org.derl.datasets.cmu.published.PublishedFolder;
import org.derl.datasets.layout.BcLstmLayout;
import org.derl.datasets.table.ArrayTable;
import org.derl.datasets.table.FeatureTable;
import org.derl.io.Directories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CMU-MOSI on its standard folds, with the features that are available without a label leak: the transcript;
 * acoustic features, 73 per utterance as one time step, or COVAREP of each spoken word; and the timing of its spoken
 * words, one time step each.
 */
public final class MosiWordsDataSet implements DataSetLoader {

    private static final Logger LOG = LoggerFactory.getLogger(MosiWordsDataSet.class);
    private static final String NAME = "mosi-words";

    private final Config config;
    private final Directories directories;

    /**
     * @param folder within the data folder
     * @param text how transcripts become features
     * @param roles which source plays which role of a model
     * @param normalization of audio and timing
     * @param sequences what reads the SDK's files
     * @param nonFinite what happens to audio features of the bc-LSTM work that are not finite
     * @param covarepNonFinite the same of COVAREP, which has such
     * @param folds how many samples each split must have
     * @param wordlessSegments how many segments may lack spoken words; each gets one step of zeros, after normalization
     */
    public record Config(
            String folder,
            Blueprint<Directories, FeatureExtractor> text,
            ByModality<Source> roles,
            Standardization normalization,
            Blueprint<Directories, FileFormat> sequences,
            NonFinite nonFinite,
            NonFinite covarepNonFinite,
            FoldSizes folds,
            int wordlessSegments) {

        /** Refuses what would leak labels. */
        public Config {
            if (wordlessSegments < 0) {
                throw new IllegalArgumentException("wordless-segments cannot be negative");
            }
            if (roles.size() == 0) {
                throw new IllegalArgumentException("roles must name at least one modality");
            }
            roles.forEach((role, source) -> source.refuseLeak());
        }
    }

    /** What can play a role. */
    public enum Source {
        TEXT,
        AUDIO,
        TIMING,
        /** One step of one zero: what a model does without this modality, where its method cannot leave it out. */
        NOTHING,
        BC_TEXT,
        BC_VISION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private void refuseLeak() {
            if (this == BC_TEXT || this == BC_VISION) {
                throw new IllegalArgumentException(
                        "roles name the " + (this == BC_TEXT ? "text" : "vision") + " features of bc-lstm-utterance; "
                                + BcLstmLayout.LEAK + "; use text, audio, timing or nothing");
            }
        }
    }

    public MosiWordsDataSet(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public DataSet load() throws IOException {
        PublishedFolder folder = PublishedFolder.of(directories.data().resolve(config.folder()));
        FileFormat format = config.sequences().build(directories);
        DerivedFiles files = DerivedFiles.of(NAME, folder, directories, format);
        List<Segment> segments = Segment.read(files.segments());
        List<Utterance> utterances = segments.stream().map(Segment::utterance).toList();
        config.folds().check(files.labelsFrom(), utterances);
        List<String> notes = new ArrayList<>(List.of(roles()));
        notes.addAll(files.notes());
        Map<Modality, PreparedFeatures> features = new LinkedHashMap<>();
        for (Modality role : config.roles().modalities()) {
            features.put(role, features(folder, files, segments, config.roles().get(role), notes));
        }
        notes.forEach(note -> LOG.info("{}: {}", NAME, note));
        return Utterance.dataSet(
                NAME,
                "mosi",
                Task.SENTIMENT,
                utterances,
                PreparedFeatures.tables(features),
                notes,
                PreparedFeatures.preparation(features));
    }

    private PreparedFeatures features(
            PublishedFolder folder, DerivedFiles files, List<Segment> segments, Source source, List<String> notes)
            throws IOException {
        return switch (source) {
            case TEXT -> new PreparedFeatures(text(segments, notes), null);
            case AUDIO -> audio(folder, files, segments, notes);
            case TIMING -> timing(files, segments, notes);
            case NOTHING -> nothing(segments);
            case BC_TEXT, BC_VISION -> throw new IllegalStateException("refused when the settings were read");
        };
    }

    private static PreparedFeatures nothing(List<Segment> segments) {
        return new PreparedFeatures(
                ArrayTable.ofFeatures(1, Collections.nCopies(segments.size(), new float[1])), Preparation.NONE);
    }

    private String roles() {
        return config.roles().modalities().stream()
                .map(role -> role + " = " + config.roles().get(role))
                .collect(Collectors.joining(", ", "roles: ", ""));
    }

    private FeatureTable text(List<Segment> segments, List<String> notes) throws IOException {
        return Utterance.text(
                NAME,
                config.text().build(directories),
                directories,
                segments.stream().map(Segment::utterance).toList(),
                notes);
    }

    private PreparedFeatures audio(
            PublishedFolder folder, DerivedFiles files, List<Segment> segments, List<String> notes) throws IOException {
        Acoustics acoustics = Acoustics.ofUtterances(
                folder, segments.stream().map(Segment::utterance).toList(), config.nonFinite());
        Path covarep = folder.find(MosiFile.COVAREP);
        if (acoustics == null && covarep != null) {
            acoustics = Acoustics.ofWords(
                    DerivedFiles.sequence(config.sequences().build(directories), covarep),
                    segments,
                    SpokenWords.read(files.words()),
                    config.covarepNonFinite());
            notes.add("audio: " + acoustics.source());
        }
        if (acoustics == null) {
            notes.add("audio: there is none, so that one step of one zero stands for it; put "
                    + MosiFile.BC_TRAINING_AUDIO + " and " + MosiFile.BC_TEST_AUDIO + ", or " + MosiFile.COVAREP
                    + ", into " + config.folder() + ", or leave the modality out by roles.audio = null");
            return nothing(segments);
        }
        List<float[]> features = acoustics.sequences();
        long imputed = features.stream().mapToLong(Standardization::nonFinite).sum();
        if (imputed > 0) {
            notes.add("audio: the training mean of their column took the place of " + imputed
                    + " numbers that were not finite, of "
                    + features.stream().mapToLong(each -> each.length).sum());
        }
        return normalized(acoustics.size(), segments, features, acoustics.source());
    }

    private PreparedFeatures timing(DerivedFiles files, List<Segment> segments, List<String> notes) throws IOException {
        SpokenWords words = SpokenWords.read(files.words());
        List<float[]> timing =
                segments.stream().map(segment -> segment.timing(words)).toList();
        List<String> wordless = IntStream.range(0, timing.size())
                .filter(row -> timing.get(row).length == 0)
                .mapToObj(row -> segments.get(row).utterance().sample().id())
                .toList();
        if (wordless.size() > config.wordlessSegments()) {
            throw new IOException(files.wordsFrom() + " has no spoken word within " + wordless.size()
                    + " segments, the first of which is " + wordless.get(0)
                    + "; if it was cut off, copy it again, or set wordless-segments = " + wordless.size());
        }
        wordless.forEach(id -> notes.add("timing: sample " + id + " has no spoken word and gets one step of zeros"));
        return normalized(
                SpokenWords.COLUMNS.size(),
                segments,
                timing,
                "timing of the spoken words, one step a word, with the columns "
                        + String.join(", ", SpokenWords.COLUMNS));
    }

    private PreparedFeatures normalized(int size, List<Segment> segments, List<float[]> sequences, String recipe) {
        return config.normalization()
                .ofTraining(size, segments.stream().map(Segment::utterance).toList(), sequences, recipe);
    }
}
