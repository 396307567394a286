package com.example.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.Map;
import org.derl.bench.Derl;
import org.derl.bench.DerlResults;
import org.derl.bench.djl.DjlModel;
import org.derl.bench.raw.RawSample;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
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
        try (TrainedModel trained = Derl.model(folder);
                Model model = DjlModel.of(trained);
                Predictor<RawSample, Double> predictor = model.newPredictor(DjlModel.translator())) {
            for (RawSample sample : Predict.samples(List.of("aaa", "b"))) {
                assertEquals(trained.predict(List.of(sample)).get(0), predictor.predict(sample));
            }
        }
    }

    @Test
    void aTextIsEnoughForAModelOfText() throws IOException {
        try (TrainedModel trained = Derl.model(folder)) {
            assertTrue(trained.predict("aaaa") > 0);
            assertThrows(IllegalArgumentException.class, () -> trained.predict(" "));
            assertThrows(
                    IllegalArgumentException.class, () -> trained.predict("a", Map.of("audio", new float[][] {{1}})));
        }
    }

    @Test
    void trainsAsTheProgramDoes(@TempDir Path runs) throws IOException, InterruptedException {
        DerlResults results = Train.run(runs)
                .seeds(1)
                .set("training.epochs", 1)
                .set("planted", "data-set.folds", Map.of("train", 16, "valid", 4, "test", 4))
                .here()
                .run();
        assertTrue(Double.isFinite(results.score("late-fusion", "mae").value().mean()));
        try (TrainedModel model = results.best("late-fusion")) {
            assertTrue(Double.isFinite(model.predict(List.of(Train.sample())).get(0)));
        }
    }
}
