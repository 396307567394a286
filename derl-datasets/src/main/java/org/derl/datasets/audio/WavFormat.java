package org.derl.datasets.audio;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.io.Directories;

/** Recordings: the array {@code audio} (time, size) of a WAV file holds the {@link AudioFeatures features} of it. */
public final class WavFormat implements FileFormat {

    private static final String ARRAY = "audio";

    private final AudioFeatures features;

    /** The format, whose features these settings say. */
    public WavFormat(AudioFeatures.Settings settings, Directories directories) {
        features = new AudioFeatures(settings);
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return WavHead.isOne(start);
    }

    @Override
    public boolean isOfOneClip() {
        return true;
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        Recording recording = features.of(file);
        float[] values = recording.values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        Shape shape = new Shape(recording.steps(), values.length / recording.steps());
        BufferNumbers numbers = BufferNumbers.of(ElementType.FLOAT32, shape, Order.C, bytes);
        return new Opened(
                file,
                List.of(new NamedArray(List.of(ARRAY), numbers)),
                recording.remarks(),
                features.columns(),
                features.recipe());
    }

    private record Opened(Path path, List<NamedArray> arrays, List<String> remarks, List<String> columns, String recipe)
            implements ArrayFile {}
}
