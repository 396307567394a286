package org.derl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derl.bench.djl.DjlModel;
import org.derl.bench.raw.RawSample;
import org.derl.bench.trial.TrainedModel;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerlRunTest {

    private static final RawSample SAMPLE = RawSample.named("mine")
            .tokens("text", 1, 2, 3)
            .features("audio", new float[2][6])
            .features("vision", new float[3][5]);

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    private DerlRun run(Path into) {
        return Derl.train("late-fusion")
                .on("planted")
                .seeds(1, 3)
                .set("training.epochs", 2)
                .set("planted", "data-set.folds", Map.of("train", 16, "valid", 8, "test", 8))
                .workers(1)
                .here()
                .onEpoch((trial, epoch) -> heard.add(trial.label() + " " + epoch.epoch()))
                .into(into);
    }

    @Test
    void trainsScoresPredictsAndIsOpenedAgain(@TempDir Path saved) throws Exception {
        DerlResults results = run(folder).run();
        assertEquals(4, heard.size());
        assertTrue(heard.contains("late-fusion (seed 3) 2"), heard::toString);
        assertEquals(List.of(), results.failures());
        DerlResults.Score score = results.score("late-fusion", "mae");
        assertEquals(List.of(1L, 3L), List.copyOf(score.bySeed().keySet()));
        assertEquals(
                (score.bySeed().get(1L) + score.bySeed().get(3L)) / 2,
                score.value().mean(),
                1e-12);
        Predictions third = results.predictions("late-fusion", SplitName.TEST).get(3L);
        double error = 0;
        for (int i = 0; i < third.ids().size(); i++) {
            error += Math.abs(third.predictions().get(i) - third.labels().get(i)) / 8;
        }
        assertEquals(error, score.bySeed().get(3L), 1e-6); // it is computed in single precision
        assertTrue(Files.readString(folder.resolve("test.md"))
                .contains(score.value().format(3)));
        assertTrue(results.table().contains(score.value().format(3)));

        run(folder).run(); // keeps what is there
        assertEquals(4, heard.size());

        DerlResults again = Derl.open(folder);
        assertEquals(score, again.score("late-fusion", "mae"));
        assertEquals(results.systems(), again.systems());
        long best = lowest(results.predictions("late-fusion", SplitName.VALIDATION));
        try (TrainedModel model = again.best("late-fusion");
                TrainedModel same = Derl.model(folder.resolve("late-fusion/seed-" + best))) {
            double prediction = model.predict(List.of(SAMPLE)).get(0);
            assertEquals(same.predict(List.of(SAMPLE)).get(0), prediction);
            handsOnToDjl(model, prediction, saved);
        }
        refusals(again);
    }

    private static long lowest(Map<Long, Predictions> validation) {
        long best = -1;
        double least = Double.MAX_VALUE;
        for (Map.Entry<Long, Predictions> seed : validation.entrySet()) {
            Predictions own = seed.getValue();
            double error = 0;
            for (int i = 0; i < own.ids().size(); i++) {
                error += Math.abs(own.predictions().get(i) - own.labels().get(i));
            }
            if (error < least) {
                least = error;
                best = seed.getKey();
            }
        }
        return best;
    }

    private static void handsOnToDjl(TrainedModel trained, double prediction, Path saved) throws Exception {
        try (Model model = DjlModel.of(trained);
                Predictor<RawSample, Double> predictor = model.newPredictor(DjlModel.translator())) {
            assertEquals(prediction, predictor.predict(SAMPLE));
            model.save(saved, "mine");
        }
        Path unpacked;
        try (Model model = DjlModel.load(saved, "mine");
                Predictor<RawSample, Double> predictor = model.newPredictor(DjlModel.translator())) {
            assertEquals(prediction, predictor.predict(SAMPLE));
            assertEquals(List.of(prediction, prediction), predictor.batchPredict(List.of(SAMPLE, SAMPLE)));
            unpacked = DjlModel.trained(model).folder();
            assertTrue(Files.exists(unpacked));
        }
        assertTrue(Files.notExists(unpacked), "what was unpacked stays in " + unpacked);
        Path file = saved.resolve("mine-0000.params");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThrows(IOException.class, () -> DjlModel.load(saved, "mine"));
        assertThrows(IOException.class, () -> DjlModel.load(saved, "other"));
    }

    private void refusals(DerlResults results) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> results.score("late-fusoin", "mae"))
                .getMessage()
                .startsWith("there is no 'late-fusoin' in " + folder + "; "));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> results.score("late-fusion", "mea"))
                .getMessage()
                .startsWith("there is no metric 'mea' here; "));
        assertTrue(assertThrows(IOException.class, () -> Derl.open(folder.resolve("late-fusion/seed-1")))
                .getMessage()
                .contains("is the folder of one trial"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> run(folder).set("training.epochs", 3).run())
                .getMessage()
                .contains("made with something else"));
        assertThrows(IllegalArgumentException.class, () -> Derl.train());
        assertThrows(IllegalArgumentException.class, () -> Derl.train("derl").set("", 1));
        assertThrows(
                IllegalArgumentException.class, () -> run(folder).on("plantde").run());
    }
}
