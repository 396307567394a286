package org.derl.bench.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.config.LeftOut;
import org.derl.config.Settings;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TextEncoded;
import org.derl.tensor.Precision;

/** Notes on a model's settings for readers of its numbers, one clause each. */
public final class ModelNotes {

    private ModelNotes() {}

    /**
     * Of a model that has been built.
     *
     * @param settings with the groups of the text encoder
     * @param textEncoder the name of the one before it
     */
    public static List<String> of(
            Models models,
            TextEncoders textEncoders,
            String name,
            ModelSettings settings,
            FusionModel<?> model,
            ExperimentData.Loaded own,
            String textEncoder) {
        List<String> notes = new ArrayList<>(unreached(settings.leftOut()));
        notes.addAll(unreached(own.settings().leftOut()));
        notes.addAll(model.notes());
        unread(textEncoders.settings(textEncoder), textEncoder, own.data().schema())
                .ifPresent(notes::add);
        if (settings.training().textEncoderPrecision() != Precision.FLOAT32 && hasNoTextEncoder(model)) {
            notes.add("training.precision changes nothing: no text encoder with weights is part of the model");
        }
        notes.addAll(unmoved(settings.training().optimization().groups(), model));
        List<String> on = List.of(own.data().family(), own.data().name());
        models.searchedInVain(name, on, textEncoder)
                .forEach(other -> notes.add("settings that were searched with " + other + " are left out, because "
                        + textEncoder
                        + (textEncoders.settings(textEncoder).isTrained() ? " is trained along" : " is not trained")));
        models.searchedWithOthers(name, on, textEncoder)
                .forEach((other, paths) -> notes.add(String.join(", ", paths) + (paths.size() == 1 ? " was" : " were")
                        + " searched with " + other + ", not with " + textEncoder
                        + ": search anew, as rates does, or give others by --set"));
        return List.copyOf(notes);
    }

    private static List<String> unreached(List<LeftOut> leftOut) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (LeftOut setting : leftOut) {
            String reason = Objects.requireNonNullElse(setting.reason(), "nothing is built of what they say");
            paths.computeIfAbsent(reason, unknown -> new ArrayList<>()).add(setting.path());
        }
        return paths.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue())
                        + (entry.getValue().size() == 1 ? " reaches" : " reach") + " nothing: " + entry.getKey())
                .toList();
    }

    /** A text encoder that would do something. */
    static Optional<String> unread(TextEncoderSettings settings, String textEncoder, Schema schema) {
        boolean does = !Settings.describe(settings.encoder().settings()).isEmpty();
        return does && !schema.inputs().has(Modality.TEXT)
                ? Optional.of("the text encoder " + textEncoder + " reaches nothing: the data set has no text")
                : Optional.empty();
    }

    private static boolean hasNoTextEncoder(FusionModel<?> model) {
        return model.parameters().keySet().stream().noneMatch(path -> path.startsWith(TextEncoded.PATH + "."));
    }

    /** Groups of rates in which there is no parameter; the first that fits one counts. */
    private static List<String> unmoved(List<Optimization.Group> groups, FusionModel<?> model) {
        Set<Optimization.Group> moving = new HashSet<>();
        model.parameters().keySet().forEach(path -> groups.stream()
                .filter(group -> group.fits(path))
                .findFirst()
                .ifPresent(moving::add));
        return groups.stream()
                .filter(group -> !moving.contains(group))
                .map(group -> "the group of rates \"" + group.parameters()
                        + "\" reaches nothing: no parameter's path begins so, or those before it have them all")
                .toList();
    }

    /**
     * Notes as sentences, each with all whom it is about.
     *
     * @param notes by the name of a model
     */
    public static List<String> sentences(Map<String, List<String>> notes) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        notes.forEach((name, own) -> own.forEach(note ->
                names.computeIfAbsent(note, unknown -> new ArrayList<>()).add(name)));
        return names.entrySet().stream()
                .map(entry -> String.join("; ", entry.getValue()) + ": " + entry.getKey() + ".")
                .toList();
    }
}
