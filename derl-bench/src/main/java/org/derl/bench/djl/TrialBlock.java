package org.derl.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.model.FusionModel;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The network of a trained model as DJL's block. Its inputs are, for each modality in the schema's order, the values of
 * one sample, (1, time, size) or (1, time) of token numbers; its output is (1). What DJL saves of it are the files of the
 * trial.
 */
final class TrialBlock extends AbstractBlock {

    private @Nullable TrainedModel trained;
    private @Nullable Path unpacked;

    /** Of a model that somebody else closes; null for one that DJL loads, which is closed with this. */
    TrialBlock(@Nullable TrainedModel trained) {
        this.trained = trained;
    }

    /** The model. */
    TrainedModel trained() {
        if (trained == null) {
            throw new IllegalStateException("nothing is loaded yet");
        }
        return trained;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
        if (training) {
            throw new UnsupportedOperationException("DJL's trainer cannot train this model; Derl.train does");
        }
        FusionModel<?> network = trained().model();
        List<Modality> modalities = modalities();
        Compute.prepareThread();
        synchronized (trained()) {
            return Compute.withoutGradients(() -> {
                try (Scope scope = network.open()) {
                    ByModality<Sequence> sequences = ByModality.of(
                            modalities, modality -> Sequence.full(inputs.get(modalities.indexOf(modality))));
                    Targets unknown = new Targets(scope.manager().zeros(new Shape(1)), ByModality.of(Map.of()));
                    Batch batch = new Batch(sequences, unknown, List.of(0), List.of("sample"));
                    NDArray prediction =
                            network.forward(Pass.evaluation(scope), batch).prediction(); // (1)
                    prediction.attach(inputs.getManager()); // it outlives this pass
                    return new NDList(prediction);
                }
            });
        }
    }

    private List<Modality> modalities() {
        return List.copyOf(trained().schema().inputs().modalities());
    }

    /** Its parameters are not DJL's. */
    @Override
    public boolean isInitialized() {
        return trained != null;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(1)};
    }

    @Override
    public PairList<String, Shape> describeInput() {
        PairList<String, Shape> inputs = new PairList<>();
        for (Modality modality : modalities()) {
            FeatureShape shape = trained().schema().inputs().get(modality);
            inputs.add(
                    modality.name(),
                    shape.content() == Content.TOKENS ? new Shape(1, -1) : new Shape(1, -1, shape.size()));
        }
        return inputs;
    }

    @Override
    public void saveParameters(DataOutputStream output) throws IOException {
        List<Path> files = new TrialFolder(trained().folder()).files();
        output.writeInt(files.size());
        for (Path file : files) {
            output.writeUTF(String.valueOf(file.getFileName()));
            output.writeLong(Files.size(file));
            Files.copy(file, output);
        }
    }

    @Override
    public void loadParameters(NDManager manager, DataInputStream input) throws IOException {
        clear();
        Path folder = Files.createTempDirectory("derl-djl");
        unpacked = folder;
        manager.attachInternal(
                "derl-" + System.identityHashCode(this), this::clear); // closing the model closes all of it
        int files = input.readInt();
        for (int i = 0; i < files; i++) {
            Path name = Path.of(input.readUTF());
            if (name.isAbsolute() || name.getNameCount() != 1 || name.toString().startsWith(".")) {
                throw new IOException(
                        "the file of parameters is damaged, or was not saved of a model of DERL: it holds '" + name
                                + "'");
            }
            copy(input, input.readLong(), folder.resolve(name));
        }
        trained = TrainedModel.open(folder, getClass().getClassLoader(), manager.getDevice());
    }

    private static void copy(DataInputStream input, long bytes, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream output = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; ) {
                int read = input.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException("the file of parameters was cut off; save it again");
                }
                output.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    /** Closes what was loaded, and deletes what was unpacked for it. */
    @Override
    public void clear() {
        Path folder = unpacked;
        if (folder == null) {
            return;
        }
        unpacked = null;
        if (trained != null) {
            trained.close();
            trained = null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // in the temporary folder of the system
        }
    }
}
