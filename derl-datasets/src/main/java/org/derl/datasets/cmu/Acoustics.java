package org.derl.datasets.cmu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.datasets.cmu.UtteranceFeatures.Source;
import org.derl.datasets.cmu.published.PublishedFolder;
import org.derl.datasets.layout.ComputationalSequence;
import org.derl.datasets.layout.ComputationalSequence.Interval;
import org.derl.datasets.layout.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Acoustic features of all utterances, before normalization.
 *
 * @param source in words
 * @param size of a step
 * @param sequences an array (length, size) an utterance
 */
record Acoustics(String source, int size, List<float[]> sequences) {

    /**
     * Those of the bc-LSTM work, one step an utterance.
     *
     * @return null where its files are not there
     * @throws IOException when one of them is not there, or damaged
     */
    static @Nullable Acoustics ofUtterances(PublishedFolder folder, List<Utterance> utterances, NonFinite nonFinite)
            throws IOException {
        UtteranceFeatures found = UtteranceFeatures.find(folder, Source.AUDIO, utterances);
        return found == null
                ? null
                : new Acoustics(
                        "the bc-LSTM work, one step an utterance",
                        Source.AUDIO.size(),
                        found.features(utterances, nonFinite));
    }

    /**
     * The SDK's COVAREP: a step for each spoken word, the mean of the frames that overlap it.
     *
     * @throws IOException when it is damaged, lacks a video, or has a number that is not finite and that is refused
     */
    static Acoustics ofWords(
            ComputationalSequence covarep, List<Segment> segments, SpokenWords words, NonFinite nonFinite)
            throws IOException {
        int size = covarep.size();
        Map<String, Frames> byVideo = new HashMap<>();
        List<float[]> sequences = new ArrayList<>();
        for (Segment segment : segments) {
            String video = segment.utterance().sample().group();
            if (!covarep.videos().contains(video)) {
                throw new IOException(
                        covarep.file() + " does not have the video " + video + "; if it was cut off, copy it again");
            }
            if (!byVideo.containsKey(video)) {
                byVideo.clear(); // segments of one video follow each other; the frames of all take much memory
                byVideo.put(video, new Frames(covarep, video));
            }
            float[] sequence = averages(byVideo.get(video), segment.words(words), size);
            if (nonFinite == NonFinite.REFUSE && Standardization.nonFinite(sequence) > 0) {
                throw new IOException(covarep.file() + " has numbers that are not finite among those of sample "
                        + segment.utterance().sample().id()
                        + "; set covarep-non-finite = impute to put the training mean in their place");
            }
            sequences.add(sequence);
        }
        return new Acoustics(
                "COVAREP, one step a spoken word; zeros for a word that no frame overlaps, and for a sample without"
                        + " words",
                size,
                sequences);
    }

    private static float[] averages(Frames frames, List<Interval> words, int size) {
        float[] sequence = new float[words.size() * size];
        for (int word = 0; word < words.size(); word++) {
            frames.average(words.get(word), sequence, word * size);
        }
        return sequence;
    }
}
