package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.Arrays;
import org.derl.data.file.FileSequences;
import org.derl.data.preparation.Averaging;
import org.derl.data.preparation.End;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.policy.EmptySequence;
import org.derl.datasets.store.policy.Padding;
import org.derl.datasets.store.policy.Rules;
import org.derl.datasets.store.policy.Storage;
import org.derl.tensor.safetensors.HalfFloat;
import org.jspecify.annotations.Nullable;

/** Brings the sequences of one modality of one split from their file into ours, one by one. */
final class ModalityStream implements AutoCloseable {

    private final Rules rules;
    private final Storage storage;
    private final SequenceReader reader;
    private final Cleaning cleaning;
    private final SequenceWriter writer;
    private final @Nullable Moments moments;
    private int real;
    private long numbers;
    private long averagedNans;
    private long cutSequences;
    private long empty;

    /** @param moments what takes in the training split, where its statistics are needed */
    ModalityStream(FileSequences file, Rules rules, Storage storage, SequenceWriter writer, @Nullable Moments moments) {
        this.rules = rules;
        this.storage = storage;
        this.writer = writer;
        this.moments = moments;
        reader = new SequenceReader(file);
        cleaning = new Cleaning(rules, reader.width());
    }

    /** Reads a sequence; returns how many of its steps are not padding. */
    int read(int row) throws IOException {
        real = reader.read(row);
        return real;
    }

    /**
     * Writes the sequence that was read.
     *
     * @param least how many steps count as real at least
     * @throws IOException when the rules refuse it; the message says why, but not whose sequence it is
     */
    void write(int least) throws IOException {
        int width = reader.width();
        int steps = steps(Math.max(real, least));
        int from = first(Math.max(real, least), steps) * width;
        if (steps == 0) {
            refuseEmpty();
            empty++;
        } else {
            boolean finite = cleaning.clean(reader.values(), from, steps * width);
            if (rules.averaged()) {
                averagedNans += Averaging.in(reader.values(), from, steps, width);
                finite = false;
                steps = 1;
            }
            refuseTooLarge(from, steps * width);
            if (moments != null) {
                moments.add(reader.values(), from, steps, finite);
            }
        }
        numbers += (long) steps * width;
        writer.append(storage, reader.values(), from, steps, width);
    }

    private int steps(int realSteps) {
        int steps = rules.padding() == Padding.TRIM ? realSteps : reader.time();
        Integer most = rules.maximumLength();
        if (most == null || steps <= most) {
            return steps;
        }
        cutSequences++;
        return most;
    }

    /** The first step that is kept. */
    private int first(int realSteps, int steps) {
        int padded = reader.isFront() ? reader.time() - realSteps : 0;
        int all = rules.padding() == Padding.TRIM ? realSteps : reader.time();
        if (rules.padding() == Padding.TURN && padded > 0) {
            int width = reader.width();
            System.arraycopy(reader.values(), padded * width, reader.values(), 0, realSteps * width);
            Arrays.fill(reader.values(), realSteps * width, reader.values().length, 0);
        }
        int start = rules.padding() == Padding.TRIM ? padded : 0;
        return rules.keeps() == End.LAST ? start + all - steps : start;
    }

    private void refuseEmpty() throws IOException {
        if (rules.empty() == EmptySequence.REFUSE) {
            throw new IOException("has no step, which the policy refuses; zero-step or leave-out would not");
        }
    }

    private void refuseTooLarge(int from, int count) throws IOException {
        if (storage == Storage.FLOAT32) {
            return;
        }
        for (int i = from; i < from + count; i++) {
            float value = reader.values()[i];
            if (Float.isFinite(value) && !Float.isFinite(HalfFloat.toFloat(HalfFloat.of(value)))) {
                throw new IOException("holds " + value + " at step " + (i - from) / reader.width() + ", column "
                        + ((i - from) % reader.width() + 1)
                        + ", which is too large for float16; import it as float32");
            }
        }
    }

    /** Completes the file. */
    Manifest.File finish(String name) throws IOException {
        return writer.finish(name, storage.type(), reader.width());
    }

    /** What was found and done. */
    Changes changes() {
        return new Changes(
                numbers,
                cleaning.negativeInfinities(),
                cleaning.positiveInfinities(),
                cleaning.nans(),
                averagedNans,
                cutSequences,
                reader.overlong(),
                rules.padding() == Padding.TRIM ? reader.behind() : 0,
                empty);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
