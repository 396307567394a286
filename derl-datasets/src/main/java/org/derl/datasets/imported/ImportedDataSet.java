package org.derl.datasets.imported;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.StoredFeatures;
import org.derl.datasets.store.StoredSequences;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Fold;
import org.derl.datasets.table.MappedTable;
import org.derl.datasets.table.Sample;
import org.derl.datasets.table.TableSplit;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data set that was imported: its features are mapped into memory, and only those of the batch at hand are copied.
 */
public final class ImportedDataSet implements DataSetLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ImportedDataSet.class);

    private final Config config;
    private final Directories directories;

    /**
     * @param name of its folder, below {@code data-sets} in the cache folder
     * @param manifest the checksum of its manifest
     * @param readText what is read as text; where it is not set, transcripts by a text encoder that has an extractor,
     *     else the stored features
     * @param text how transcripts become features, where the text encoder says so
     * @param verify whether checksums are compared, which reads all features through
     */
    public record Config(
            String name,
            String manifest,
            @Nullable ReadText readText,
            @Nullable Blueprint<Directories, FeatureExtractor> text,
            boolean verify) {

        /** Checks that transcripts can be read where they are wanted. */
        public Config {
            if (readText == ReadText.TRANSCRIPTS && text == null) {
                throw new IllegalArgumentException("read-text is transcripts, but the text encoder reads none;"
                        + " name one that does by --text-encoder, such as bert-frozen");
            }
        }

        private ReadText source() {
            if (readText != null) {
                return readText;
            }
            return text == null ? ReadText.FEATURES : ReadText.TRANSCRIPTS;
        }
    }

    /** What is read as text. */
    public enum ReadText {
        /** The features that the files hold. */
        FEATURES,
        /** The token numbers that the files hold. */
        TOKENS,
        /** The texts themselves. */
        TRANSCRIPTS
    }

    public ImportedDataSet(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public DataSet load() throws IOException {
        StoredFeatures stored =
                StoredFeatures.open(directories.cache().resolve("data-sets").resolve(config.name()), config.manifest());
        if (config.verify()) {
            stored.verify();
        }
        FeatureExtractor extractor = extractor();
        Map<Modality, Map<Fold, FeatureTable>> tables = tables(stored, extractor);
        String checksum =
                config.manifest() + " " + config.source() + (extractor == null ? "" : " " + extractor.fingerprint());
        Manifest manifest = stored.manifest();
        return new DataSet(
                manifest.name(),
                manifest.family(),
                new Schema(ofFold(tables, Fold.TRAIN).map((modality, table) -> table.shape()), manifest.labels()),
                split(stored, Fold.TRAIN, tables, checksum),
                split(stored, Fold.VALID, tables, checksum),
                split(stored, Fold.TEST, tables, checksum),
                notes(stored, extractor),
                preparation(stored, tables.keySet()));
    }

    /** How raw features become what is read; texts are read by what reads texts, and token numbers as they are. */
    private ByModality<Preparation> preparation(StoredFeatures stored, Collection<Modality> modalities) {
        return ByModality.of(
                modalities.stream()
                        .filter(modality -> config.source() == ReadText.FEATURES || !modality.equals(Modality.TEXT))
                        .toList(),
                stored::preparation);
    }

    private List<String> notes(StoredFeatures stored, @Nullable FeatureExtractor extractor) throws IOException {
        List<String> notes = new ArrayList<>(stored.manifest().notes());
        if (extractor != null && config.source() == ReadText.TRANSCRIPTS) {
            new ImportedText(stored, config.name()).caveat(extractor).ifPresent(caveat -> {
                LOG.warn("{}: {}", config.name(), caveat);
                notes.add(caveat);
            });
        }
        return notes;
    }

    private @Nullable FeatureExtractor extractor() {
        Blueprint<Directories, FeatureExtractor> text = config.text();
        if (text == null || config.source() != ReadText.FEATURES) {
            return text == null ? null : text.build(directories);
        }
        text.leaveOut("read-text is features, so that no text passes it");
        return null;
    }

    private Map<Modality, Map<Fold, FeatureTable>> tables(StoredFeatures stored, @Nullable FeatureExtractor extractor)
            throws IOException {
        Map<Modality, Map<Fold, FeatureTable>> tables = new LinkedHashMap<>();
        ReadText source = config.source();
        if (source != ReadText.FEATURES) {
            ImportedText text = new ImportedText(stored, config.name());
            tables.put(
                    Modality.TEXT,
                    extractor == null || source == ReadText.TOKENS
                            ? text.tokens(extractor)
                            : text.transcripts(extractor, directories));
        }
        for (String name : stored.part(Fold.TRAIN.toString()).files().keySet()) {
            Modality modality = new Modality(name);
            if (!tables.containsKey(modality)) {
                tables.put(modality, features(stored, modality));
            }
        }
        return tables;
    }

    private static Map<Fold, FeatureTable> features(StoredFeatures stored, Modality modality) throws IOException {
        Map<Fold, StoredSequences> sequences = new EnumMap<>(Fold.class);
        int size = 0;
        for (Fold fold : Fold.values()) {
            StoredSequences own = stored.features(fold.toString(), modality);
            sequences.put(fold, own);
            size = own.size();
        }
        FeatureShape shape = FeatureShape.features(size, StoredSequences.longest(sequences.values()));
        Preparation preparation = stored.preparation(modality);
        Map<Fold, FeatureTable> tables = new EnumMap<>(Fold.class);
        sequences.forEach((fold, own) -> {
            MappedTable table = new MappedTable(shape, own.values(), own.lengths());
            tables.put(fold, preparation.changesStored() ? new PreparedTable(table, preparation) : table);
        });
        return tables;
    }

    private static ByModality<FeatureTable> ofFold(Map<Modality, Map<Fold, FeatureTable>> tables, Fold fold) {
        return ByModality.of(
                tables.keySet().stream().sorted().toList(),
                modality -> Objects.requireNonNull(
                        Objects.requireNonNull(tables.get(modality)).get(fold)));
    }

    private static Split split(
            StoredFeatures stored, Fold fold, Map<Modality, Map<Fold, FeatureTable>> tables, String checksum)
            throws IOException {
        Manifest.Part split = stored.part(fold.toString());
        List<Integer> rows = stored.complete(fold.toString());
        List<Sample> samples = ImportedText.samples(split);
        return new TableSplit(
                rows.stream().map(samples::get).toList(),
                ofFold(tables, fold).map((modality, table) -> rows.size() == table.rows() ? table : table.select(rows)),
                ByModality.of(split.modalityLabels())
                        .map((modality, labels) ->
                                rows.stream().map(labels::get).toList()),
                checksum);
    }
}
