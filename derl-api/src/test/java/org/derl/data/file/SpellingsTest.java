package org.derl.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingsTest {

    @ParameterizedTest
    @CsvSource({
        "train, train",
        "Train, train",
        "training, train",
        "tr, train",
        "train_corpus, train",
        "standard_train_fold, train",
        "trainData, train",
        "TRAIN-set, train",
        "valid, valid",
        "val, valid",
        "dev, valid",
        "Validation, valid",
        "val_data, valid",
        "test, test",
        "testing, test",
        "Test, test",
        "trainer, ''",
        "train_valid, ''",
        "video7, ''",
        "'', ''",
        "data, ''",
    })
    void splitsAreWrittenInManyWays(String written, String split) {
        assertEquals(split, Spellings.split(written).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "text, text", "language, text", "glove, text", "text_features, text", "bert, text",
        "audio, audio", "acoustic, audio", "COVAREP, audio", "audioFeatures, audio", "audio_acoustic, audio",
        "vision, vision", "video, vision", "visual, vision", "facet, vision", "openface, vision",
        "video_id, ''", "audio_lengths, ''", "text_audio, ''", "audio7, ''",
    })
    void modalitiesAreWrittenInManyWays(String written, String modality) {
        assertEquals(modality, Spellings.modality(written).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "mosi_audio_v2, audio",
        "bert-base-chinese-4-UTT, text",
        "wav2vec-large-c-UTT, audio",
        "features, ''",
        "text_and_audio, ''",
    })
    void modalityStandsAmongOtherWords(String written, String modality) {
        assertEquals(modality, Spellings.modalityWithin(written).orElse(""));
    }

    @Test
    void shortNamesOfSplitsStandAlone() {
        assertEquals("valid", Spellings.split("VA").orElse(""));
        assertEquals("test", Spellings.split("te").orElse(""));
        assertEquals("", Spellings.splitWithin("va_labels").orElse(""));
        assertEquals("", Spellings.split("eval").orElse(""));
    }
}
