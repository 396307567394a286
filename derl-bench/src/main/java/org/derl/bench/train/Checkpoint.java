package org.derl.bench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.train.run.CheckedArrays;
import org.derl.bench.train.run.RunFacts;
import org.derl.bench.train.validation.Validation;
import org.jspecify.annotations.Nullable;

/**
 * The state of a training: a few numbers, and arrays. In its file the numbers are a text in JSON.
 *
 * @param arrays by name
 */
record Checkpoint(Facts facts, Map<String, NDArray> arrays) {

    private static final String FACTS = "facts";
    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /**
     * The numbers.
     *
     * @param training stands for all that the training follows from
     * @param steps that have been taken
     * @param randomness its state, in decimal digits: JSON's numbers are doubles
     * @param run the state of the loop over batches
     * @param epochs that have ended
     * @param best after how many steps the weights were the best so far; 0 before there are any
     * @param bestWeights the checksum of their file
     * @param validated how often the validation split has been predicted in the epoch that is under way
     * @param ofEpoch the best of these times; null where there is none
     * @param still checksums of weights that have not moved, by path; they are not in the file
     * @param seconds that the training has taken
     */
    record Facts(
            String training,
            int steps,
            String randomness,
            RunFacts run,
            List<EpochResult> epochs,
            int best,
            @Nullable String bestWeights,
            int validated,
            Validation.@Nullable Figures ofEpoch,
            Map<String, Long> still,
            double seconds) {}

    /**
     * Writes it; the file appears when it is complete and on the disk.
     *
     * @param manager will own what is written besides the arrays
     */
    void write(Path file, NDManager manager) throws IOException {
        Map<String, NDArray> all = new LinkedHashMap<>(arrays);
        byte[] text = GSON.toJson(facts).getBytes(StandardCharsets.UTF_8);
        all.put(FACTS, manager.create(ByteBuffer.wrap(text), new Shape(text.length), DataType.UINT8));
        CheckedArrays.write(file, all, manager);
    }

    /**
     * Reads it.
     *
     * @param manager will own the arrays
     * @throws IOException when it is damaged
     */
    static Checkpoint read(Path file, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = CheckedArrays.read(file, manager);
        NDArray facts = arrays.remove(FACTS);
        if (facts == null) {
            throw new IOException(file + " is no checkpoint");
        }
        return new Checkpoint(facts(file, facts), arrays);
    }

    private static Facts facts(Path file, NDArray text) throws IOException {
        try {
            return GSON.fromJson(
                    StandardCharsets.UTF_8.decode(text.toByteBuffer(false)).toString(), Facts.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
