package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.datasets.table.Fold;
import org.jspecify.annotations.Nullable;

/** In which splits the 93 videos of CMU-MOSI are: the SDK's standard folds, and the two of the bc-LSTM work. */
public final class MosiVideos {

    private static final String RESOURCE = "mosi-videos.txt";
    private static final MosiVideos ALL = read();

    private final Map<String, Fold> folds = new HashMap<>();
    private final Map<String, Fold> bcSplits = new HashMap<>();

    private MosiVideos() {}

    private static MosiVideos read() {
        MosiVideos videos = new MosiVideos();
        try (InputStream in = Objects.requireNonNull(MosiVideos.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .forEach(video -> {
                        videos.folds.put(video[0], Fold.of(video[1]).orElseThrow());
                        videos.bcSplits.put(video[0], Fold.of(video[2]).orElseThrow());
                    });
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " cannot be read", e);
        }
        return videos;
    }

    /** The standard fold of a video; null of one that CMU-MOSI has not. */
    static @Nullable Fold fold(String video) {
        return ALL.folds.get(video);
    }

    /** Whether the files of a split in the bc-LSTM work, which has no validation split, hold a video. */
    public static boolean isOfBcSplit(String video, Fold split) {
        return ALL.bcSplits.get(video) == split;
    }
}
