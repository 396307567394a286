package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Subject;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.config.InvalidConfigException;
import org.derl.config.Problem;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;

/** Tries which models of the jars at hand can be built on features of these sizes. */
public record BuildableModels(Models models, TextEncoders textEncoders) implements Examination {

    /** What stands for features that a text encoder has yet to make. */
    private static final FeatureShape TEXT = FeatureShape.features(768, 50);

    @Override
    public List<Finding> findings(Examined examined) {
        Schema own = schema(examined.subject());
        boolean spoken = own.inputs().size() > 0
                && isSpoken(examined.subject())
                && !own.inputs().has(Modality.TEXT);
        Schema schema = spoken ? withText(own) : own;
        if (schema.inputs().size() == 0 && examined.subject().refusal() != null) {
            return List.of();
        } else if (schema.inputs().size() == 0) {
            return List.of(Finding.note(
                    "models",
                    Place.EVERYWHERE,
                    "there are no features, so no model can be built on them",
                    "A data set of transcripts alone needs a text encoder, which computes features."));
        }
        Optional<TextEncoderSettings> encoder = encoder(schema);
        List<String> names = models.originals();
        Map<String, List<String>> refusals = new TreeMap<>();
        for (String name : names) {
            refusal(name, on(examined.subject()), encoder, schema)
                    .ifPresent(why -> refusals.computeIfAbsent(why, key -> new ArrayList<>())
                            .add(name));
        }
        List<Finding> findings = new ArrayList<>();
        if (spoken) {
            findings.add(Finding.note(
                    "models",
                    Place.EVERYWHERE,
                    "text is there as transcripts, of which a text encoder makes features",
                    "Models were tried with " + TEXT.size() + " of them a word, as BERT has."));
        }
        if (refusals.isEmpty()) {
            findings.add(Finding.note(
                    "models",
                    Place.EVERYWHERE,
                    "all " + names.size() + " models can be built on these features",
                    "derl models lists them."));
        }
        refusals.forEach((why, refusing) -> findings.add(Finding.note(
                "models",
                Place.EVERYWHERE,
                "cannot be built on these features: " + String.join(", ", refusing),
                why.endsWith(".") ? why : why + ".")));
        return findings;
    }

    private static boolean isSpoken(Subject subject) {
        return subject.splits().get(0).transcripts().stream().anyMatch(text -> !text.isBlank());
    }

    private static Schema withText(Schema schema) {
        Map<String, FeatureShape> inputs = new LinkedHashMap<>(schema.inputs().toMap());
        inputs.put(Modality.TEXT.name(), TEXT);
        return new Schema(ByModality.of(inputs), schema.task());
    }

    private static List<String> on(Subject subject) {
        return subject.family() == null ? List.of() : List.of(subject.family());
    }

    private static Schema schema(Subject subject) {
        SubjectSplit training = subject.splits().get(0);
        return new Schema(
                training.features().map((modality, features) -> features.shape()),
                subject.task() == null ? subject.range().orElse(Task.SENTIMENT) : subject.task());
    }

    /** The first text encoder that takes what the text holds, and needs nothing computed before. */
    private Optional<TextEncoderSettings> encoder(Schema schema) {
        return textEncoders.names().stream()
                .map(textEncoders::settings)
                .filter(encoder -> encoder.extractor() == null)
                .filter(encoder -> !schema.inputs().has(Modality.TEXT)
                        || encoder.takes(schema.inputs().get(Modality.TEXT)))
                .findFirst();
    }

    private Optional<String> refusal(
            String name, List<String> on, Optional<TextEncoderSettings> encoder, Schema schema) {
        if (encoder.isEmpty()) {
            return Optional.of("No text encoder of the jars at hand takes such text.");
        }
        try {
            models.settings(name, on).build(encoder.get(), schema).close();
            return Optional.empty();
        } catch (InvalidConfigException e) {
            return Optional.of(String.join("; ", distinct(e.problems().stream())));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Without the settings' places, which are the same for every data file. */
    private static List<String> distinct(Stream<Problem> problems) {
        return problems.map(Problem::message).distinct().toList();
    }
}
