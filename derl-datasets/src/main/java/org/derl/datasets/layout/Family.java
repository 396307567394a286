package org.derl.datasets.layout;

import java.util.Arrays;
import java.util.Optional;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.FileSequences;

/** The corpora that published features tell apart by the sizes of audio and vision. */
public enum Family {
    MOSI("mosi", 5, 20),
    MOSEI("mosei", 74, 35),
    SIMS("sims", 33, 709);

    private final String family;
    private final int audio;
    private final int vision;

    Family(String family, int audio, int vision) {
        this.family = family;
        this.audio = audio;
        this.vision = vision;
    }

    /** The one whose features have these sizes, by its name. */
    public static Optional<String> of(ByModality<FileSequences> features) {
        if (!features.has(Modality.AUDIO) || !features.has(Modality.VISION)) {
            return Optional.empty();
        }
        int audio = features.get(Modality.AUDIO).width();
        int vision = features.get(Modality.VISION).width();
        return Arrays.stream(values())
                .filter(family -> family.audio == audio && family.vision == vision)
                .map(family -> family.family)
                .findFirst();
    }
}
