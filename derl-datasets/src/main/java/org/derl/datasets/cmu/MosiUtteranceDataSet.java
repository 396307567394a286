package org.derl.datasets.cmu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.derl.config.Blueprint;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FileFormat;
import org.derl.datasets.cmu.UtteranceFeatures.Source;
import org.derl.datasets.cmu.published.DerivedFiles;
import org.derl.datasets.cmu.published.MosiVideos;
import org.derl.datasets.cmu.published.PublishedFolder;
import org.derl.datasets.table.Fold;
import org.derl.io.Directories;
import org.derl.io.Quantity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CMU-MOSI as the bc-LSTM work has it: one vector an utterance of text, audio and vision, on that work's own split,
 * which is not that of the standard folds. Networks that were trained on the labels of its training videos computed text
 * and vision. It serves to see what that does, such as by {@code derl probe}; no result on it is one of CMU-MOSI.
 */
public final class MosiUtteranceDataSet implements DataSetLoader {

    private static final Logger LOG = LoggerFactory.getLogger(MosiUtteranceDataSet.class);
    private static final String NAME = "mosi-utterance";

    /** No published result is of this split, so it is of no family that any is of. */
    private static final String FAMILY = NAME;

    private static final Map<Modality, Source> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put(Modality.TEXT, Source.TEXT);
        SOURCES.put(Modality.AUDIO, Source.AUDIO);
        SOURCES.put(Modality.VISION, Source.VISION);
    }

    private final Config config;
    private final Directories directories;

    /**
     * @param folder within the data folder
     * @param sequences what reads the SDK's files
     * @param normalization of all features
     * @param nonFinite what happens to features that are not finite
     * @param validationVideos how many of the training videos, the last by their ids, are for validation
     * @param folds how many samples each split must have
     */
    public record Config(
            String folder,
            Blueprint<Directories, FileFormat> sequences,
            Standardization normalization,
            NonFinite nonFinite,
            int validationVideos,
            FoldSizes folds) {

        /** Checks that there are videos to choose epochs by. */
        public Config {
            if (validationVideos < 1) {
                throw new IllegalArgumentException("validation-videos must be positive");
            }
        }
    }

    public MosiUtteranceDataSet(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public DataSet load() throws IOException {
        PublishedFolder folder = PublishedFolder.of(directories.data().resolve(config.folder()));
        DerivedFiles files =
                DerivedFiles.of(NAME, folder, directories, config.sequences().build(directories));
        List<Utterance> utterances = ownSplit(
                Segment.read(files.segments()).stream().map(Segment::utterance).toList());
        config.folds().check(files.labelsFrom(), utterances);
        List<String> notes = new ArrayList<>(List.of(
                "text and vision leak: networks computed them that were trained on labels of the training videos, those"
                        + " for validation included; what is learned from them or chosen by them is too good by far there",
                "the split is the bc-LSTM work's own, not the standard folds: its training videos, of which the last "
                        + Quantity.of(config.validationVideos(), "video")
                        + " by their ids are for validation here, and its test videos"));
        Map<Modality, PreparedFeatures> features = new LinkedHashMap<>();
        for (Map.Entry<Modality, Source> each : SOURCES.entrySet()) {
            features.put(each.getKey(), features(folder, each.getValue(), utterances, notes));
        }
        notes.forEach(note -> LOG.info("{}: {}", NAME, note));
        return Utterance.dataSet(
                NAME,
                FAMILY,
                Task.SENTIMENT,
                utterances,
                PreparedFeatures.tables(features),
                notes,
                PreparedFeatures.preparation(features));
    }

    private List<Utterance> ownSplit(List<Utterance> utterances) throws IOException {
        Set<String> training = new TreeSet<>();
        utterances.stream()
                .map(utterance -> utterance.sample().group())
                .filter(video -> MosiVideos.isOfBcSplit(video, Fold.TRAIN))
                .forEach(training::add);
        if (training.size() <= config.validationVideos()) {
            throw new IOException("the split has " + Quantity.of(training.size(), "training video")
                    + ", and validation-videos is " + config.validationVideos() + "; set it to fewer");
        }
        Set<String> validation =
                Set.copyOf(List.copyOf(training).subList(training.size() - config.validationVideos(), training.size()));
        return utterances.stream()
                .map(utterance -> {
                    String video = utterance.sample().group();
                    Fold fold =
                            validation.contains(video) ? Fold.VALID : training.contains(video) ? Fold.TRAIN : Fold.TEST;
                    return new Utterance(utterance.sample(), utterance.text(), fold);
                })
                .toList();
    }

    private PreparedFeatures features(
            PublishedFolder folder, Source source, List<Utterance> utterances, List<String> notes) throws IOException {
        UtteranceFeatures found = UtteranceFeatures.find(folder, source, utterances);
        if (found == null) {
            throw new IOException("the data set " + NAME + " needs files that are not in " + folder.path() + ": "
                    + source.files() + ". Put them there, or name another data folder by --data-dir or DERL_DATA");
        }
        List<float[]> features = found.features(utterances, config.nonFinite());
        long imputed = features.stream().mapToLong(Standardization::nonFinite).sum();
        if (imputed > 0) {
            notes.add(source + ": the training mean of their column took the place of " + Quantity.of(imputed, "number")
                    + " not finite");
        }
        return config.normalization()
                .ofTraining(source.size(), utterances, features, source + " features of the bc-LSTM work");
    }
}
