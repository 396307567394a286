package org.derl.datasets.cmu.published;

import java.util.List;

/** A file of CMU-MOSI as it is published. */
public enum MosiFile {
    LABELS(MosiFile.SDK + "labels/", "CMU_MOSI_Opinion_Labels.csd"),
    /** The first has better times; the second is what the SDK fetches. */
    WORDS(MosiFile.SDK + "language/", "CMU_MOSI_ModifiedTimestampedWords.csd", "CMU_MOSI_TimestampedWords.csd"),
    COVAREP(MosiFile.SDK + "acoustic/", "CMU_MOSI_COVAREP.csd"),
    TRANSCRIPTS("the folder MOSI of MMSA's data", "label.csv"),
    BC_TRANSCRIPTS(MosiFile.BC_LSTM, "transcripts.csv"),
    BC_TRAINING_TEXT(MosiFile.BC_LSTM, "text_train0.csv"),
    BC_TEST_TEXT(MosiFile.BC_LSTM, "text_test0.csv"),
    BC_TRAINING_VISION(MosiFile.BC_LSTM, "video_train0.csv"),
    BC_TEST_VISION(MosiFile.BC_LSTM, "video_test0.csv"),
    BC_TRAINING_AUDIO(MosiFile.BC_LSTM, "audio_train0.csv"),
    BC_TEST_AUDIO(MosiFile.BC_LSTM, "audio_test0.csv");

    private static final String SDK = "http://immortal.multicomp.cs.cmu.edu/CMU-MOSI/";
    private static final String BC_LSTM = "bc-LSTM/data of declare-lab/multimodal-deep-learning";

    private final String place;
    private final String name;
    private final String otherName;

    MosiFile(String place, String name) {
        this(place, name, name);
    }

    MosiFile(String place, String name, String otherName) {
        this.place = place;
        this.name = name;
        this.otherName = otherName;
    }

    /** The names that it goes by, the best first. */
    List<String> names() {
        return name.equals(otherName) ? List.of(name) : List.of(name, otherName);
    }

    /** Its names, and where it is published. */
    @Override
    public String toString() {
        return String.join(" or ", names()) + " (" + place + ")";
    }
}
