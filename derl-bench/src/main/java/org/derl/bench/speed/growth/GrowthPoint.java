package org.derl.bench.speed.growth;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.derl.bench.speed.StepData;
import org.jspecify.annotations.Nullable;

/**
 * A training step whose cost is measured.
 *
 * @param model its name
 * @param axis what is varied
 * @param value of it
 * @param settings by the names of models
 * @param peer the program that takes the same steps, with all its arguments; absent where none does
 */
public record GrowthPoint(
        String model, GrowthAxis axis, int value, StepData load, Config settings, @Nullable List<String> peer) {

    /** The arguments by which {@code derl} takes such steps as a peer does. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "speed",
                "--serve",
                "--model=" + model,
                "--batch=" + load.batch(),
                "--length=" + load.length(),
                "--sizes="
                        + load.sizes().toMap().entrySet().stream()
                                .map(size -> size.getKey() + "=" + size.getValue())
                                .collect(Collectors.joining(","))));
        settings.entrySet()
                .forEach(entry -> arguments.add(
                        "--set=" + entry.getKey() + "=" + entry.getValue().render(ConfigRenderOptions.concise())));
        return arguments;
    }

    @Override
    public String toString() {
        return model + ", " + axis + " " + value;
    }
}
