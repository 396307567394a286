package com.example.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.derl.bench.Derl;
import org.derl.bench.raw.RawSample;
import org.derl.bench.trial.TrainedModel;

/** Prints the sentiment of sentences by a model of text that {@code ./derl compare} has trained. */
public final class Predict {

    private Predict() {}

    /** Arguments: the folder of a trial, such as {@code runs/mosei-text/derl-text/seed-1}, and the sentences. */
    public static void main(String[] arguments) throws IOException {
        List<String> sentences = Arrays.asList(arguments).subList(1, arguments.length);
        try (TrainedModel trained = Derl.model(Path.of(arguments[0]))) {
            List<Double> sentiments = trained.predict(samples(sentences));
            for (int i = 0; i < sentences.size(); i++) {
                System.out.printf(Locale.ROOT, "%+.2f  %s%n", sentiments.get(i), sentences.get(i));
            }
        }
    }

    /** A model of several modalities is given raw features beside the text: {@code .features("audio", steps)}. */
    static List<RawSample> samples(List<String> sentences) {
        List<RawSample> samples = new ArrayList<>();
        for (String sentence : sentences) {
            samples.add(RawSample.named("sentence-" + samples.size()).text(sentence));
        }
        return samples;
    }
}
