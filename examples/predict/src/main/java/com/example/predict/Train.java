package com.example.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.Derl;
import org.derl.bench.DerlResults;
import org.derl.bench.DerlRun;
import org.derl.bench.raw.RawSample;
import org.derl.bench.trial.TrainedModel;

/** Trains two models on the planted data set, prints their table, and predicts a sample by the better seed of one. */
public final class Train {

    private Train() {}

    /** Argument: the folder of all files. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DerlResults results = run(Path.of(arguments[0])).run();
        System.out.println(results.table());
        System.out.println(
                "MAE of late-fusion: " + results.score("late-fusion", "mae").value());
        try (TrainedModel model = results.best("late-fusion")) {
            System.out.println("a sample: " + model.predict(List.of(sample())).get(0));
        }
    }

    static DerlRun run(Path folder) {
        return Derl.train("late-fusion", "text-only")
                .on("planted")
                .seeds(1, 2)
                .set("training.epochs", 2)
                .onEpoch((trial, epoch) -> System.out.println(trial.label() + ": epoch " + epoch.epoch()))
                .into(folder);
    }

    /** Token numbers, for the planted data set has no words; features of sizes 6 and 5, neither standardized nor padded. */
    static RawSample sample() {
        return RawSample.named("mine")
                .tokens("text", 1, 2, 3)
                .features("audio", new float[][] {{0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, {0, 0, 0, 0, 0, 0}})
                .features("vision", new float[][] {{0.5f, 0.4f, 0.3f, 0.2f, 0.1f}});
    }
}
