package org.derl.bench.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.speed.StepData;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how much data a step takes. */
final class LoadOptions {

    @Option(names = "--batch", paramLabel = "N", description = "Samples a batch (default: 48).")
    private @Nullable Integer batch;

    @Option(names = "--length", paramLabel = "N", description = "Steps of the longest sequence (default: 50).")
    private @Nullable Integer length;

    @Option(
            names = "--shortest",
            paramLabel = "N",
            description = "Steps of the shortest sequence, if some are to be padded (default: none are).")
    private @Nullable Integer shortest;

    @Option(
            names = "--median-length",
            paramLabel = "N",
            description = "With --shortest: half of the sequences are no longer (default: all lengths are equally"
                    + " frequent).")
    private @Nullable Integer medianLength;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "MODALITY=N",
            description = "Features of a step (default: text=300,audio=74,vision=35).")
    private Map<String, Integer> sizes = new LinkedHashMap<>();

    /** What was asked for; all else is as {@code derl.speed} says. */
    StepData read(Config defaults, ConfigBinder binder) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (batch != null) {
            given.put("batch", batch);
        }
        if (length != null) {
            given.put("length", length);
        }
        if (shortest != null) {
            given.put("shortest", shortest);
        }
        if (medianLength != null && shortest == null) {
            throw new IllegalArgumentException(
                    "--median-length needs --shortest, too: without it all sequences are as long"
                            + " as --length says");
        } else if (medianLength != null) {
            given.put("median-length", medianLength);
        }
        if (!sizes.isEmpty()) {
            given.put("sizes", sizes);
        }
        Config usual = defaults.getConfig("derl.speed").withoutPath("on").withoutPath("growth");
        Config weaker = sizes.isEmpty() ? usual : usual.withoutPath("sizes");
        Config asked = Settings.layer(List.of(weaker, ConfigFactory.parseMap(given, "the arguments")));
        Config complete = asked.hasPath("shortest") ? asked : asked.withValue("shortest", asked.getValue("length"));
        return binder.bind(complete.atPath("speed"), "speed", StepData.class);
    }
}
