package org.derl.bench.parity.model;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.parity.fixture.Correspondence;

/**
 * A sweep whose losses, gradients and steps a fixture holds. A model with one sweep is one stage; of one with several,
 * the correspondence lists them as {@code stages}:
 *
 * <ul>
 *   <li>{@code sweep}: its name;
 *   <li>{@code total}: the name of the loss that is its total, if it is another one than {@code total};
 *   <li>{@code suffix}: what follows {@code grad}, {@code step3} and {@code step_losses} in its names;
 *   <li>{@code step-losses}: the name of the losses of its steps, if it is yet another one;
 *   <li>{@code only-losses}: whether neither gradients nor steps of it are held;
 *   <li>{@code goes-on}: whether its steps start where those of the stage before ended, and not from the first weights;
 *   <li>{@code batches-before}: how many batches its training has seen when losses and gradients are taken;
 *   <li>{@code outputs}: whether outputs and features are compared here; they are in the first stage unless told.
 * </ul>
 *
 * @param sweep empty for the first one of an epoch
 */
record Stage(
        String sweep,
        String total,
        String suffix,
        String stepLosses,
        boolean onlyLosses,
        boolean goesOn,
        int batchesBefore,
        boolean outputs) {

    /** The stages of a model. */
    static List<Stage> of(Correspondence correspondence) {
        List<? extends Config> stages = correspondence.entries("stages");
        return stages.isEmpty()
                ? List.of(of(ConfigFactory.parseString("sweep = \"\""), true))
                : IntStream.range(0, stages.size())
                        .mapToObj(place -> of(stages.get(place), place == 0))
                        .toList();
    }

    private static Stage of(Config stage, boolean first) {
        String suffix = text(stage, "suffix", "");
        return new Stage(
                stage.getString("sweep"),
                text(stage, "total", "total"),
                suffix,
                text(stage, "step-losses", "step_losses" + suffix),
                is(stage, "only-losses", false),
                is(stage, "goes-on", false),
                stage.hasPath("batches-before") ? stage.getInt("batches-before") : 0,
                is(stage, "outputs", first));
    }

    private static String text(Config stage, String key, String otherwise) {
        return stage.hasPath(key) ? stage.getString(key) : otherwise;
    }

    private static boolean is(Config stage, String key, boolean otherwise) {
        return stage.hasPath(key) ? stage.getBoolean(key) : otherwise;
    }

    /** What names of gradients begin with. */
    String gradients() {
        return "grad" + suffix + ".";
    }

    /** What names of parameters after three steps begin with. */
    String parameters() {
        return "step3" + suffix + ".";
    }
}
