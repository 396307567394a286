package org.derl.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.derl.io.AtomicFile;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of each epoch as scalars that TensorBoard shows: a tag for each column of {@code history.csv}, the
 * epoch as the step.
 */
public final class TensorBoardFile implements TrainingListener {

    /** Fields of TensorFlow's Event, Summary and Summary.Value. */
    private static final int WALL_TIME = 1;

    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final Path file;
    private final Clock clock;
    private @Nullable RecordFile records;

    /**
     * Writes nothing before the first epoch; then the file is a new one.
     *
     * @param file whose name must hold {@code tfevents}
     */
    public TensorBoardFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public void finished(Epoch epoch) {
        try {
            if (records == null) {
                records = new RecordFile(file);
                records.write(event().putText(FILE_VERSION, "brain.Event:2").toBytes());
            }
            ProtobufMessage summary = new ProtobufMessage();
            Map<String, Object> row = HistoryColumns.of(epoch);
            row.remove(HistoryColumns.EPOCH);
            row.forEach((tag, value) -> summary.putMessage(VALUE, scalar(tag, value)));
            records.write(event().putInteger(STEP, epoch.epoch())
                    .putMessage(SUMMARY, summary)
                    .toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(file, e));
        }
    }

    private ProtobufMessage event() {
        return new ProtobufMessage().putDouble(WALL_TIME, clock.millis() / 1000.0);
    }

    private static ProtobufMessage scalar(String tag, Object value) {
        float number = value instanceof Number any ? any.floatValue() : Boolean.TRUE.equals(value) ? 1 : 0;
        return new ProtobufMessage().putText(TAG, tag).putFloat(SIMPLE_VALUE, number);
    }

    @Override
    public void close() {
        try {
            if (records != null) {
                records.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
