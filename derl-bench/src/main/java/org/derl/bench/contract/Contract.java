package org.derl.bench.contract;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.failure.MemoryShortage;
import org.derl.bench.train.TrainingSettings;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;
import org.derl.config.FaultyPluginException;
import org.derl.config.InvalidConfigException;
import org.derl.config.Names;
import org.derl.config.Settings;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TextEncoded;

/**
 * What every model, text encoder, part and data set must hold, third parties' too. Nothing is known of
 * any of them by name: a jar says below {@code derl.contract.<kind>.<name>} what settings an entry without defaults is
 * examined with, which property it has not and why, or why it cannot be examined.
 */
public final class Contract {

    private static final TrainingSettings OF_PARTS = new TrainingSettings(16, 20, 20, Optimization.adam(0.02));

    static final String MODEL = "model";
    static final String TEXT_ENCODER = "text-encoder";

    /** How the reason begins why something was not examined that must be. */
    static final String UNBUILT = "cannot be built by its settings";

    private static final String TERMS = "derl.contract";

    /** The text encoder before models that work inside one: it needs no weights. */
    private static final String WITH_AN_INSIDE = "tiny-bert";

    private final Config defaults;
    private final Catalog catalog;
    private final ConfigBinder binder;
    private final Models models;
    private final DataSets dataSets;
    private final TextEncoders textEncoders;

    /**
     * Something to be examined.
     *
     * @param kind as configuration names it
     * @param joinsModalities whether one of them may be absent
     * @param candidate makes it, by what its jar says of it
     */
    private record Subject(
            String kind, String name, boolean joinsModalities, Function<ContractSettings, Candidate> candidate) {

        String label() {
            return kind.replace('-', ' ') + " " + name;
        }
    }

    /** The contract over all that a configuration describes. */
    @Inject
    Contract(
            Configuration configuration,
            Catalog catalog,
            ConfigBinder binder,
            Models models,
            DataSets dataSets,
            TextEncoders textEncoders) {
        defaults = configuration.defaults();
        this.catalog = catalog;
        this.binder = binder;
        this.models = models;
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
    }

    /**
     * The checks.
     *
     * @param names of models, text encoders, parts and data sets; none for all
     * @throws IllegalArgumentException when nothing has such a name, or a jar says something of its entries that means
     *     nothing
     */
    public List<Check> checks(Collection<String> names) {
        List<Subject> subjects = new ArrayList<>();
        models.names().forEach(name -> subjects.add(model(name)));
        textEncoders.names().forEach(name -> subjects.add(textEncoder(name)));
        for (Entry<?, ?, ?> entry : catalog.entries()) {
            PartKind.of(entry.kind()).ifPresent(kind -> subjects.add(part(kind, entry.name())));
        }
        List<String> known = Stream.concat(subjects.stream().map(Subject::name), dataSets.names().stream())
                .distinct()
                .toList();
        names.forEach(name -> checkName(name, known));
        checkTerms(subjects);
        List<Check> checks = new ArrayList<>();
        subjects.stream()
                .filter(subject -> names.isEmpty() || names.contains(subject.name()))
                .forEach(subject -> checks.addAll(checks(subject)));
        dataSets.names().stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .forEach(name -> checks.addAll(new DataSetChecks(dataSets, textEncoders, name).all(!names.isEmpty())));
        return checks;
    }

    private void checkName(String name, List<String> known) {
        if (known.contains(name)) {
            return;
        }
        String kinds = catalog.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry -> Names.words(entry.kind()))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                kinds.isEmpty()
                        ? "there is no model, text encoder, part or data set '" + name + "'; "
                                + Names.unknown(name, known, "derl models --parts lists all")
                        : "'" + name + "' is a " + kinds + ", of which nothing is asked; examine " + loaded(name));
    }

    /** What a loader, if it is one, is known by. */
    private String loaded(String loader) {
        String sets = String.join(", ", dataSets.namesOf(loader));
        return sets.isEmpty() ? "a model, a text encoder, a part of a model or a data set" : "its data set: " + sets;
    }

    /** What a jar says of something that is not there would be read by nobody. */
    private void checkTerms(List<Subject> subjects) {
        if (!defaults.hasPath(TERMS)) {
            return;
        }
        Config terms = defaults.getConfig(TERMS);
        for (String kind : terms.root().keySet()) {
            for (String name : terms.getObject(kind).keySet()) {
                if (subjects.stream()
                        .noneMatch(subject ->
                                subject.kind().equals(kind) && subject.name().equals(name))) {
                    throw new IllegalArgumentException(
                            TERMS + "." + kind + "." + name + " is about nothing that there is");
                }
            }
        }
    }

    /** What is wrong with one subject is a result on it, and all others are examined. */
    private List<Check> checks(Subject subject) {
        try {
            ContractSettings terms = ContractSettings.of(defaults, subject.kind(), subject.name());
            Optional<String> untested = untested(subject, terms);
            return untested.isPresent()
                    ? List.of(Check.untested(subject.label(), untested.get()))
                    : checks(subject, candidate(subject, terms));
        } catch (InvalidConfigException e) {
            return List.of(Check.untested(
                    subject.label(),
                    UNBUILT + "; say with which below " + TERMS + "." + subject.kind() + "." + subject.name() + ": "
                            + Reason.inOneLine(e)));
        } catch (FaultyPluginException e) {
            MemoryShortage.passOn(e);
            return List.of(Check.faulty(subject.label(), Reason.inOneLine(e)));
        }
    }

    private static Candidate candidate(Subject subject, ContractSettings terms) {
        return FaultyPluginException.guarding(
                subject.label() + " cannot be built", () -> subject.candidate().apply(terms));
    }

    private static List<Check> checks(Subject subject, Candidate candidate) {
        PropertyResults judgement = new PropertyResults(subject.label());
        return Property.ALL.stream()
                .filter(property -> subject.joinsModalities() || property.absent() == null)
                .map(property -> new Check(
                        subject.label(),
                        property.name(),
                        property.absent(),
                        () -> property.judge(candidate, judgement)))
                .toList();
    }

    private Optional<String> untested(Subject subject, ContractSettings terms) {
        boolean reads = subject.kind().equals(TEXT_ENCODER)
                && textEncoders.settings(subject.name()).extractor() != null;
        return terms.untested()
                .or(() -> reads
                        ? Optional.of("reads what its extractor makes of transcripts, of which the toy task has none")
                        : Optional.empty());
    }

    private Subject model(String name) {
        return new Subject(MODEL, name, true, terms -> {
            ModelSettings settings = models.settings(name, List.of());
            Function<Schema, FusionModel<?>> recipe = settings.worksInsideTextEncoder()
                    ? schema -> settings.build(textEncoders.settings(WITH_AN_INSIDE), schema)
                    : schema -> behindIntake(settings.model().build(schema), schema);
            return candidate(recipe, settings.training(), terms);
        });
    }

    /**
     * A model reads text that an encoder before it makes, which is trained by the gradients that the model lets
     * through.
     */
    private static FusionModel<?> behindIntake(FusionModel<?> model, Schema schema) {
        boolean reads = schema.inputs().has(Modality.TEXT) && text(schema).content() == FeatureShape.Content.FEATURES;
        return reads ? new TextEncoded<>(new ProbedInput(List.of(PartAdapters.TEXT), ToyTask.SIZE), model) : model;
    }

    private Subject textEncoder(String name) {
        return new Subject(TEXT_ENCODER, name, false, terms -> {
            TextEncoderSettings settings = textEncoders.settings(name);
            return candidate(
                    schema -> PartKind.carrier(settings.encoder().build(text(schema)), schema), OF_PARTS, terms);
        });
    }

    private static FeatureShape text(Schema schema) {
        return schema.inputs().get(Modality.TEXT);
    }

    private Subject part(PartKind kind, String name) {
        return new Subject(kind.key(), name, kind.joinsModalities(), terms -> {
            Config type = ConfigFactory.empty().withValue("type", ConfigValueFactory.fromAnyRef(name));
            Config part = Settings.layer(List.of(type, terms.settings())).atPath(name + ".part");
            return candidate(kind.binding().bind(binder, part, name), OF_PARTS, terms);
        });
    }

    /** With features as text, or with tokens where it reads these alone. */
    private static Candidate candidate(
            Function<Schema, FusionModel<?>> recipe, TrainingSettings training, ContractSettings terms) {
        Schema schema = builds(recipe, ToyTask.ofFeatures()) ? ToyTask.ofFeatures() : ToyTask.ofTokens();
        recipe.apply(schema).close();
        return new Candidate(schema, recipe, training, terms.exceptions());
    }

    private static boolean builds(Function<Schema, FusionModel<?>> recipe, Schema schema) {
        try {
            recipe.apply(schema).close();
            return true;
        } catch (IllegalArgumentException | InvalidConfigException | FaultyPluginException e) {
            return false;
        }
    }
}
