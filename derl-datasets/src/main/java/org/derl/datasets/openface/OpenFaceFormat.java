package org.derl.datasets.openface;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFormat;
import org.derl.io.Directories;

/**
 * What OpenFace's FeatureExtraction and FaceLandmarkVidMulti write of one clip: the array {@code vision} (frames, size)
 * holds all columns but those that say which frame and face a row is of, and how sure the tracker is. They are known by
 * these columns, with a blank after each comma or without.
 */
public final class OpenFaceFormat implements FileFormat {

    /** Changes whenever the same settings give other numbers of the same file. */
    private static final int VERSION = 1;

    private static final String ARRAY = "vision";
    private static final String CONFIDENCE = "confidence";
    private static final String SUCCESS = "success";

    private final Config config;

    /** What becomes of a frame in which the tracker found no face ({@code success} is 0). */
    public enum Failed {
        /** It is left out. */
        LEAVE_OUT,
        /** All its features are 0. */
        ZERO,
        /** It stays as OpenFace wrote it. */
        KEEP;

        /** As settings have it. */
        String inWords() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param failed what becomes of frames without a face
     * @param bytes how long a file may be at most
     * @param rowCharacters how long a row may be at most
     */
    public record Config(Failed failed, long bytes, long rowCharacters) {}

    /** The format. */
    public OpenFaceFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        String first =
                new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        List<String> columns = Arrays.stream(first.replace("\uFEFF", "").split(","))
                .map(String::strip)
                .collect(Collectors.toList());
        return columns.indexOf("frame") == 0
                && columns.contains(CONFIDENCE)
                && columns.contains(SUCCESS)
                && columns.stream().anyMatch(column -> column.matches("gaze_0_x|pose_Tx|x_0|p_scale|AU01_r"));
    }

    @Override
    public boolean isOfOneClip() {
        return true;
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        CsvFormat.checkSize(file, config.bytes(), "openface");
        FaceRows rows = new FaceRows(config.failed());
        CsvFile.of(file).each(config.rowCharacters(), rows::add);
        List<float[]> frames = rows.frames();
        int size = rows.columns().size();
        if (size == 0) {
            throw new IOException(
                    file + " has no column of features; run OpenFace with -aus, -gaze, -pose or the like");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(frames.size(), size * Float.BYTES));
        frames.forEach(frame -> {
            for (float value : frame) {
                bytes.putFloat(value);
            }
        });
        return new Opened(
                file,
                List.of(new NamedArray(
                        List.of(ARRAY),
                        BufferNumbers.of(ElementType.FLOAT32, new Shape(frames.size(), size), Order.C, bytes.flip()))),
                rows.remarks(),
                rows.columns(),
                "openface " + VERSION + ": failed=" + config.failed().inWords());
    }

    private record Opened(Path path, List<NamedArray> arrays, List<String> remarks, List<String> columns, String recipe)
            implements ArrayFile {}
}
