package org.derl.bench.trial;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.derl.io.Fingerprint;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/**
 * Everything on which the numbers of a trial depend. Each thing is identified by its name or, if it is large, by a
 * checksum, never by its path.
 *
 * @param things by what messages call them
 */
public record Provenance(Map<String, String> things) {

    static final String SETTINGS = "settings";
    static final String DATA = "data";
    public static final String DEVICE = "device";

    private static final String SEED = "seed";
    private static final String PRETRAINED = "pretrained weights";
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

    public Provenance {
        things = Collections.unmodifiableMap(new TreeMap<>(things));
    }

    /**
     * That of a trial.
     *
     * @param model built of the settings
     * @param contents of the data set, by {@link DataContents}
     * @throws IOException when pretrained weights cannot be read
     */
    public static Provenance of(TrialSettings settings, FusionModel<?> model, String contents, Code code)
            throws IOException {
        Map<String, String> things = new TreeMap<>(code.checksums(settings.parts()));
        things.put(SETTINGS, checksum(settings.counted()));
        things.put(DATA, contents);
        things.put(SEED, String.valueOf(settings.trial().seed()));
        things.put(DEVICE, Compute.kind(Compute.device(settings.trial().device())));
        things.put("engine", Compute.engine());
        things.put("kernels", settings.trial().kernels().toString());
        things.put("processor", settings.trial().kernels().reach());
        model.pretrained().ifPresent(checksum -> things.put(PRETRAINED, checksum));
        return new Provenance(things);
    }

    /** The same by other settings. */
    Provenance with(TrialSettings settings) {
        Map<String, String> other = new TreeMap<>(things);
        other.put(SETTINGS, checksum(settings.counted()));
        return new Provenance(other);
    }

    /** The same from another seed. */
    public Provenance ofSeed(long seed) {
        Map<String, String> other = new TreeMap<>(things);
        other.put(SEED, String.valueOf(seed));
        return new Provenance(other);
    }

    /** Whether a thing is known by a checksum, not by its name. */
    static boolean isChecksum(@Nullable String value) {
        return value != null && CHECKSUM.matcher(value).matches();
    }

    private static String checksum(Config settings) {
        return new Fingerprint()
                .add(settings.root().render(ConfigRenderOptions.concise()))
                .hexadecimal();
    }

    /** A checksum of all of it, in 64 hexadecimal digits. */
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        things.forEach((name, value) -> fingerprint.add(name).add(value));
        return fingerprint.hexadecimal();
    }

    /** What differs, by the names of things. */
    public List<String> differing(Provenance other) {
        TreeSet<String> names = new TreeSet<>(things.keySet());
        names.addAll(other.things.keySet());
        List<String> differing = new ArrayList<>(names);
        differing.removeIf(name -> Objects.equals(things.get(name), other.things.get(name)));
        return differing;
    }

    /** What has changed since something else was expected, in a sentence; empty where nothing has. */
    public Optional<String> changesSince(Provenance expected) {
        List<String> differing = differing(expected);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", differing) + (differing.size() == 1 ? " has" : " have")
                        + " changed since the comparison began; run it again once nothing changes any more");
    }
}
