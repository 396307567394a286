package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSplit;
import org.derl.datasets.store.Manifest;
import org.derl.io.Reason;

/**
 * Brings one split of a feature file into a folder: one modality after the other, as the file has them, or sample by
 * sample where the steps of modalities belong together.
 */
final class SplitImport implements AutoCloseable {

    private final String name;
    private final FileSplit split;
    private final FeatureStore.Config policy;
    private final boolean common;
    private final Map<Modality, ModalityStream> streams = new LinkedHashMap<>();

    SplitImport(String name, FileSplit split, FeatureStore.Config policy) {
        this.name = name;
        this.split = split;
        this.policy = policy;
        common = policy.commonLength() && belongTogether(split.features());
    }

    /**
     * Whether the steps of all modalities are the same ones: they are padded to one length at one end, and none tells
     * another.
     */
    private static boolean belongTogether(ByModality<FileSequences> features) {
        return features.size() > 1
                && same(features, FileSequences::time)
                && same(features, FileSequences::padding)
                && features.modalities().stream()
                        .filter(modality -> !modality.equals(Modality.TEXT))
                        .allMatch(modality -> features.get(modality).lengths().isEmpty());
    }

    private static boolean same(ByModality<FileSequences> features, Function<FileSequences, Object> property) {
        return features.values().stream().map(property).distinct().count() == 1;
    }

    /**
     * Does it.
     *
     * @param moments what takes in the training split, by modality; empty for other splits
     * @param withTokens whether token numbers are stored
     * @throws IOException when a number or sequence is refused; the message names the sample
     */
    Manifest.Part run(UnfinishedFolder folder, Map<Modality, Moments> moments, boolean withTokens) throws IOException {
        open(folder, moments);
        writeAll();
        Map<String, Manifest.File> files = new LinkedHashMap<>();
        Map<String, Changes> changes = new LinkedHashMap<>();
        for (Map.Entry<Modality, ModalityStream> stream : streams.entrySet()) {
            String modality = stream.getKey().name();
            files.put(modality, stream.getValue().finish(file(modality)));
            changes.put(modality, stream.getValue().changes());
        }
        return new Manifest.Part(
                files,
                withTokens && split.tokens() != null ? tokens(folder, new TokenRows(split, split.tokens())) : null,
                changes,
                split.ids(),
                split.groups(),
                split.labels(),
                split.modalityLabels().toMap(),
                split.transcripts());
    }

    private void writeAll() throws IOException {
        if (common) {
            for (int row = 0; row < split.size(); row++) {
                write(row, streams);
            }
        } else {
            for (Map.Entry<Modality, ModalityStream> stream : streams.entrySet()) {
                for (int row = 0; row < split.size(); row++) {
                    write(row, Map.ofEntries(stream));
                }
            }
        }
    }

    private void open(UnfinishedFolder folder, Map<Modality, Moments> moments) throws IOException {
        for (Modality modality : split.features().modalities()) {
            streams.put(
                    modality,
                    new ModalityStream(
                            split.features().get(modality),
                            policy.modalities().get(modality),
                            policy.storage(),
                            new SequenceWriter(folder.file(file(modality.name()))),
                            moments.get(modality)));
        }
    }

    private String file(String content) {
        return name + "-" + content + ".safetensors";
    }

    /** Writes a sample of modalities, with as many steps of each as of the longest. */
    private void write(int row, Map<Modality, ModalityStream> together) throws IOException {
        int longest = 0;
        for (Map.Entry<Modality, ModalityStream> stream : together.entrySet()) {
            longest = Math.max(
                    longest, named(stream.getKey(), row, () -> stream.getValue().read(row)));
        }
        int least = longest;
        for (Map.Entry<Modality, ModalityStream> stream : together.entrySet()) {
            named(stream.getKey(), row, () -> {
                stream.getValue().write(least);
                return 0;
            });
        }
    }

    private interface Work {
        int run() throws IOException;
    }

    /** Says whose sequence it was that could not be read or was refused. */
    private int named(Modality modality, int row, Work work) throws IOException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new IOException(
                    "the " + modality + " of sample " + split.ids().get(row) + " (row " + row + " of " + name + "): "
                            + Reason.of(e),
                    e);
        }
    }

    private Manifest.File tokens(UnfinishedFolder folder, TokenRows rows) throws IOException {
        String file = file("tokens");
        try (SequenceWriter writer = new SequenceWriter(folder.file(file))) {
            for (int row = 0; row < split.size(); row++) {
                writer.append(rows.tokens(row));
            }
            return writer.finish(file, SequenceWriter.TOKEN_TYPE, 0);
        }
    }

    @Override
    public void close() throws IOException {
        for (ModalityStream stream : streams.values()) {
            stream.close();
        }
    }
}
