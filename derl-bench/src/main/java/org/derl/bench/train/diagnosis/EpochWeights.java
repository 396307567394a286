package org.derl.bench.train.diagnosis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.derl.bench.train.run.CheckedArrays;
import org.derl.model.FusionModel;
import org.derl.part.Weights;

/**
 * The weights that a model had after each epoch, in files of a folder. Those that settings hold still are in no file.
 *
 * @param folder where they lie
 */
public record EpochWeights(Path folder) {

    private static final Pattern NAME = Pattern.compile("epoch-\\d{1,9}\\.safetensors");

    private Path file(int epoch) {
        return folder.resolve("epoch-" + epoch + ".safetensors");
    }

    /**
     * Keeps those of an epoch.
     *
     * @param manager will own what is written besides them
     */
    public void keep(int epoch, Map<String, NDArray> weights, NDManager manager) throws IOException {
        CheckedArrays.write(file(epoch), weights, manager);
    }

    /**
     * Gives a model those of an epoch; its others stay.
     *
     * @throws IOException when they are missing or damaged; the message names the file
     */
    void give(int epoch, FusionModel<?> model) throws IOException {
        try (NDManager manager = model.manager().newSubManager()) {
            Weights.replace(model, CheckedArrays.read(file(epoch), manager));
        }
    }

    /** Deletes those of a folder. */
    public static void discard(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "epoch-*")) {
            entries.forEach(files::add);
        }
        for (Path file : files) {
            if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
