package org.derl.datasets.store;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.Modality;
import org.derl.data.file.FeatureFile;
import org.derl.data.preparation.ColumnScales;
import org.derl.data.preparation.Preparation;
import org.derl.data.preparation.Preparation.NonFinite;
import org.derl.data.preparation.Preparation.Steps;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.store.policy.EmptySequence;
import org.derl.datasets.store.policy.Padding;
import org.derl.datasets.store.policy.Rules;
import org.derl.datasets.store.policy.Storage;
import org.derl.datasets.store.writing.SequenceWriter;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.derl.tensor.safetensors.SafeTensors;
import org.derl.tensor.safetensors.SafeTensors.Tensor;

/** A folder of features as training reads it. */
public final class StoredFeatures {

    private static final Map<String, ElementType> TYPES =
            Map.of("F32", ElementType.FLOAT32, "F16", ElementType.FLOAT16, "I64", ElementType.INT64);

    private final Path folder;
    private final Manifest manifest;

    private StoredFeatures(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Opens a folder.
     *
     * @param checksum of its manifest
     * @throws IOException when it is not there, or damaged; the message says what to do
     */
    public static StoredFeatures open(Path folder, String checksum) throws IOException {
        Path file = folder.resolve(ManifestFile.NAME);
        if (!Files.isReadable(file)) {
            throw damaged(folder, "there is no " + ManifestFile.NAME);
        } else if (!Fingerprint.of(file).equals(checksum)) {
            throw damaged(folder, ManifestFile.NAME + " is not the one that was written");
        }
        try {
            return new StoredFeatures(folder, ManifestFile.read(file));
        } catch (IOException e) {
            throw damaged(folder, Reason.of(e));
        }
    }

    private static IOException damaged(Path folder, String reason) {
        return new IOException("the imported data set in " + folder + " cannot be used: " + reason
                + "; import its file again: ./derl data import FILE --name " + folder.getFileName());
    }

    /** What it holds. */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * Reads all files through and compares their checksums.
     *
     * @throws IOException when a file is not as it was written; the message says what to do
     */
    public void verify() throws IOException {
        for (Manifest.Part part : manifest.parts().values()) {
            List<Manifest.File> files = new ArrayList<>(part.files().values());
            if (part.tokens() != null) {
                files.add(part.tokens());
            }
            for (Manifest.File file : files) {
                Map<String, Long> found = open(file).checksums();
                Map<String, Long> expected = Map.of(
                        SequenceWriter.VALUES, Long.parseLong(file.values(), 16),
                        SequenceWriter.LENGTHS, Long.parseLong(file.lengths(), 16));
                if (!found.equals(expected)) {
                    throw damaged(folder, file.file() + " has changed since it was written");
                }
            }
        }
    }

    private SafeTensors open(Manifest.File file) throws IOException {
        try {
            return SafeTensors.open(folder.resolve(file.file()));
        } catch (IOException e) {
            throw damaged(folder, file.file() + " is missing or damaged (" + Reason.of(e) + ")");
        }
    }

    /** A part. */
    public Manifest.Part part(String name) throws IOException {
        Manifest.Part part = manifest.parts().get(name);
        if (part == null) {
            throw damaged(folder, "it has no part " + name);
        }
        return part;
    }

    /** How raw features of a modality become what is read of it; of that, what is stored has only the last part ahead. */
    public Preparation preparation(Modality modality) {
        Rules rules = manifest.policy().modalities().get(modality);
        Statistics statistics = manifest.statistics().get(modality.name());
        ColumnScales columns = rules.needsStatistics() && statistics != null ? statistics.columns() : ColumnScales.NONE;
        boolean known = columns.size() > 0;
        Integer most = rules.maximumLength();
        Double clip = rules.clip();
        return new Preparation(
                new Steps(
                        rules.padding() != Padding.TRIM,
                        most == null ? Integer.MAX_VALUE : most,
                        rules.keeps(),
                        rules.averaged()),
                rules.imputes() && !known
                        ? NonFinite.KEPT
                        : new NonFinite(rules.negativeInfinity(), rules.positiveInfinity(), rules.nan()),
                manifest.policy().storage() == Storage.FLOAT16,
                columns,
                known && rules.standardize(),
                clip == null ? Double.POSITIVE_INFINITY : clip,
                manifest.notes().stream()
                        .filter(note -> note.startsWith(FeatureFile.MADE_BY))
                        .toList());
    }

    /** The features of a modality in a part. */
    public StoredSequences features(String part, Modality modality) throws IOException {
        Manifest.File file = part(part).files().get(modality.name());
        if (file == null) {
            throw damaged(folder, "its part " + part + " has no " + modality);
        }
        return sequences(file);
    }

    /**
     * The token numbers of a part.
     *
     * @throws IOException when there are none
     */
    public StoredSequences tokens(String part) throws IOException {
        Manifest.File file = part(part).tokens();
        if (file == null) {
            throw new IOException("the files of " + manifest.name() + " hold no token numbers that can be used; let"
                    + " read-text be features or transcripts");
        }
        return sequences(file);
    }

    /** The rows of a part whose samples are not left out. */
    public List<Integer> complete(String part) throws IOException {
        BitSet empty = new BitSet();
        for (String name : part(part).files().keySet()) {
            Modality modality = new Modality(name);
            if (manifest.policy().modalities().get(modality).empty() == EmptySequence.LEAVE_OUT) {
                int[] lengths = features(part, modality).lengths();
                IntStream.range(0, lengths.length)
                        .filter(row -> lengths[row] == 0)
                        .forEach(empty::set);
            }
        }
        return IntStream.range(0, part(part).ids().size())
                .filter(row -> !empty.get(row))
                .boxed()
                .toList();
    }

    private StoredSequences sequences(Manifest.File file) throws IOException {
        SafeTensors tensors = open(file);
        Path path = folder.resolve(file.file());
        try (FileChannel channel = FileChannel.open(path)) {
            BufferNumbers lengths = map(path, channel, tensors.tensor(SequenceWriter.LENGTHS));
            double[] steps = new double[Math.toIntExact(lengths.size())];
            lengths.doubles(0, steps, 0, steps.length);
            int[] whole = IntStream.range(0, steps.length)
                    .map(row -> (int) steps[row])
                    .toArray();
            BufferNumbers values = map(path, channel, tensors.tensor(SequenceWriter.VALUES));
            if (IntStream.of(whole).asLongStream().sum() != values.shape().get(0)) {
                throw damaged(folder, file.file() + " has other lengths than values");
            }
            return new StoredSequences(values, whole, file.size());
        } catch (IllegalArgumentException e) {
            throw damaged(folder, Reason.of(e));
        }
    }

    private static BufferNumbers map(Path path, FileChannel channel, Tensor tensor) throws IOException {
        ElementType type = TYPES.get(tensor.type());
        if (type == null) {
            throw new IllegalArgumentException(path + " holds values of the type " + tensor.type());
        }
        return BufferNumbers.map(path, channel, tensor.begin(), type, tensor.shape(), Order.C, ByteOrder.LITTLE_ENDIAN);
    }
}
