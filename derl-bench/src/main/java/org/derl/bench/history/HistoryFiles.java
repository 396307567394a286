package org.derl.bench.history;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.derl.bench.process.ResidentMemory;
import org.derl.model.TrainingListener;

/**
 * Writes what came of each epoch: into one file all that follows from the seed, so that it is the same again, and into
 * another one time and memory.
 */
public final class HistoryFiles implements TrainingListener {

    private static final double NANOSECONDS = 1e9;

    private final RowFile history;
    private final RowFile timing;
    private double secondsBefore;
    private double processorBefore = processorSeconds();

    /** Writes nothing before the first epoch; then the files are new ones. */
    public HistoryFiles(Path history, Path timing) {
        this.history = new RowFile(history);
        this.timing = new RowFile(timing);
    }

    @Override
    public void finished(Epoch epoch) {
        history.write(HistoryColumns.of(epoch));
        OptionalLong memory = ResidentMemory.kibibytes();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(HistoryColumns.EPOCH, epoch.epoch());
        row.put("seconds", epoch.seconds() - secondsBefore);
        row.put("resident-kib", memory.isPresent() ? memory.getAsLong() : "");
        double processor = processorSeconds();
        row.put("processor-seconds", processor - processorBefore);
        timing.write(row);
        secondsBefore = epoch.seconds();
        processorBefore = processor;
    }

    /** Of this thread, which trains. */
    private static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOSECONDS;
    }

    @Override
    @SuppressWarnings("try") // closed together, whatever one of them throws
    public void close() {
        try (history;
                timing) {
            // nothing is left to write
        }
    }
}
