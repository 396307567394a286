package org.derl.datasets;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;

/** A computational sequence that a test writes, as the CMU-MultimodalSDK does. */
public final class SequenceFile implements AutoCloseable {

    private final WritableHdfFile file;
    private final WritableGroup data;

    /** A file named after the root of its arrays. */
    public SequenceFile(Path folder, String root) {
        file = HdfFile.write(folder.resolve(root + ".csd"));
        data = file.putGroup(root).putGroup("data");
    }

    /**
     * Adds a video.
     *
     * @param features a row a frame
     * @param times start and end of each frame
     */
    public void put(String video, Object features, double... times) {
        double[][] intervals = new double[times.length / 2][];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = new double[] {times[2 * i], times[2 * i + 1]};
        }
        WritableGroup group = data.putGroup(video);
        group.putDataset("features", features);
        group.putDataset("intervals", intervals);
    }

    @Override
    public void close() {
        file.close();
    }
}
