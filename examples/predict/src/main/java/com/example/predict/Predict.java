package com.example.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.bench.trial.TrainedModel;
import org.derl.data.ByModality;
import org.derl.data.FeatureExtractor;
import org.derl.data.InMemorySplit.Sample;

/** Prints the sentiment of sentences by a model of text that {@code ./derl compare} has trained. */
public final class Predict {

    private Predict() {}

    /** Arguments: the folder of a trial, such as {@code runs/mosei-text/derl-text/seed-1}, and the sentences. */
    public static void main(String[] arguments) throws IOException {
        List<String> sentences = Arrays.asList(arguments).subList(1, arguments.length);
        try (TrainedModel trained = TrainedModel.open(Path.of(arguments[0]))) {
            List<Double> sentiments = trained.predict(samples(trained, sentences));
            for (int i = 0; i < sentences.size(); i++) {
                System.out.printf(Locale.ROOT, "%+.2f  %s%n", sentiments.get(i), sentences.get(i));
            }
        }
    }

    /**
     * Sentences as the model reads them. A model of several modalities is given further arrays beside the text: the
     * features of all steps, one step after the other.
     */
    static List<Sample> samples(TrainedModel trained, List<String> sentences) throws IOException {
        FeatureExtractor extractor = trained.textExtractor()
                .orElseThrow(() -> new IllegalArgumentException("this model was not trained on transcripts"));
        List<Sample> samples = new ArrayList<>();
        for (float[] text : extractor.extract(sentences)) {
            samples.add(new Sample("sentence-" + samples.size(), 0, ByModality.of(Map.of("text", text))));
        }
        return samples;
    }
}
