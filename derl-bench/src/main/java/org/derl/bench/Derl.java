package org.derl.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.trial.TrainedModel;

/**
 * DERL in a program: trains models on a data set and gives their results, or opens what was trained. It prints nothing.
 *
 * <pre>{@code
 * DerlResults results = Derl.train("derl", "text-only")
 *         .on("planted").seeds(1, 2).set("training.epochs", 3).into(Path.of("runs/mine")).run();
 * System.out.println(results.score("derl", "mae"));
 * try (TrainedModel model = results.best("derl")) {
 *     model.predict(List.of(RawSample.named("mine").tokens("text", 1, 2).features("audio", audio)));
 * }
 * }</pre>
 */
public final class Derl {

    private Derl() {}

    /**
     * Begins the description of a run; the first model is the one that the others are compared with.
     *
     * @param models their names, at least one; {@code derl models} lists them
     */
    public static DerlRun train(String... models) {
        return new DerlRun(List.of(models));
    }

    /**
     * Opens the folder of a comparison that has come to its end, whoever made it.
     *
     * @throws IOException when it holds none, or a file is damaged; the message says what to do
     */
    public static DerlResults open(Path folder) throws IOException {
        return DerlResults.read(folder);
    }

    /**
     * Opens the model in the folder of one trial, such as {@code runs/planted/derl/seed-1}. Whoever opens it closes it.
     *
     * @throws IOException when there is no finished trial in it, or a file is damaged
     */
    public static TrainedModel model(Path folder) throws IOException {
        return TrainedModel.open(folder);
    }
}
