package org.derl.bench.configuration;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.derl.config.Blueprint;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text encoder goes with a data set. One that reads transcripts needs a loader that hands it some, which is
 * one whose settings have an extractor called {@code text}.
 */
final class TextFit {

    private static final String TEXT = "text";

    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final String dataSet;
    private final Optional<RecordComponent> transcripts;
    private final String textEncoder;

    /**
     * A pair.
     *
     * @param loader the settings of the data set's loader
     */
    TextFit(DataSets dataSets, TextEncoders textEncoders, String dataSet, Class<?> loader, String textEncoder) {
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
        this.dataSet = dataSet;
        this.textEncoder = textEncoder;
        transcripts = transcripts(loader);
    }

    /** Whether a loader of such settings hands transcripts to an extractor. */
    static boolean takesTranscripts(Class<?> loader) {
        return transcripts(loader).isPresent();
    }

    private static Optional<RecordComponent> transcripts(Class<?> loader) {
        return Arrays.stream(loader.getRecordComponents())
                .filter(TextFit::isOfTranscripts)
                .findFirst();
    }

    /** Whether they go together, as far as settings tell. */
    boolean holds() {
        return reads(textEncoder)
                ? transcripts.isPresent()
                : transcripts
                        .map(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .orElse(true);
    }

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException when they do not go together; the message names text encoders that do
     */
    void check() {
        if (holds()) {
            return;
        } else if (!reads(textEncoder)) {
            throw refusal(
                    "the text of " + dataSet + " is transcripts, which " + textEncoder + " does not read", this::reads);
        }
        Optional<FeatureShape> own = ownText();
        throw refusal(
                "the text of " + dataSet + " is no transcripts"
                        + own.map(shape -> " but " + shape.content().toString().toLowerCase(Locale.ROOT))
                                .orElse("")
                        + ", and " + textEncoder + " reads transcripts",
                name -> !reads(name)
                        && own.map(shape -> textEncoders.settings(name).takes(shape))
                                .orElse(true));
    }

    private static boolean isOfTranscripts(RecordComponent component) {
        return component.getName().equals(TEXT)
                && component.getGenericType() instanceof ParameterizedType type
                && type.getRawType() == Blueprint.class
                && List.of(type.getActualTypeArguments()).contains(FeatureExtractor.class);
    }

    private boolean reads(String textEncoder) {
        return textEncoders.settings(textEncoder).extractor() != null;
    }

    /** What the data set holds as text, if it can be loaded. */
    private Optional<FeatureShape> ownText() {
        String usual = dataSets.usualTextEncoder(dataSet);
        if (!dataSets.reads(dataSet, usual)) {
            return Optional.empty();
        }
        try {
            Schema schema = dataSets.load(dataSet, usual).schema();
            return schema.inputs().has(Modality.TEXT)
                    ? Optional.of(schema.inputs().get(Modality.TEXT))
                    : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private IllegalArgumentException refusal(String why, Predicate<String> fits) {
        List<String> fitting = textEncoders.names().stream().filter(fits).toList();
        return new IllegalArgumentException(why + "; "
                + (fitting.isEmpty()
                        ? "no text encoder fits"
                        : "text encoders that fit: " + String.join(", ", fitting)));
    }
}
