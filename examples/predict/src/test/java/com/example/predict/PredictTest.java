package com.example.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.ByModality;
import org.derl.data.InMemorySplit.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./derl compare} does in a worker is done here in this process; then a program predicts. */
class PredictTest {

    @TempDir
    Path folder;

    @BeforeEach
    void train() throws TrialFailedException, InterruptedException {
        Trial trial = new Trial(
                "text-only",
                "letters",
                "letter-by-letter",
                1,
                "cpu",
                ConfigFactory.parseString("text-only.training { epochs = 60, optimization.learning-rate = 0.01 }"));
        new InProcess(PredictTest.class.getClassLoader()).run(trial, new TrialFolder(folder), Progress.NONE);
    }

    @Test
    void sentencesArePredicted() throws IOException {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Predict.main(new String[] {folder.toString(), "aaaa", "bb"});
        } finally {
            System.setOut(out);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).matches("\\+[12]\\.\\d\\d  aaaa"), lines::toString);
        assertTrue(lines.get(1).matches("-[12]\\.\\d\\d  bb"), lines::toString);
    }

    @Test
    void djlPredictsTheSame() throws IOException, TranslateException {
        try (TrainedModel trained = TrainedModel.open(folder);
                Model model = DjlModel.of(trained);
                Predictor<ByModality<float[]>, Double> predictor =
                        model.newPredictor(new DjlModel.SentimentTranslator(trained.schema()))) {
            List<Sample> samples = Predict.samples(trained, List.of("aaa", "b"));
            List<Double> expected = trained.predict(samples);
            for (int i = 0; i < samples.size(); i++) {
                assertEquals(expected.get(i), predictor.predict(samples.get(i).inputs()), 1e-5);
            }
        }
    }
}
