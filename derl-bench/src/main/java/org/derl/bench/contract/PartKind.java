package org.derl.bench.contract;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.config.Names;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.model.FusionModel;
import org.derl.part.CrossEncoder;
import org.derl.part.CrossEncoder.CrossShape;
import org.derl.part.Fusion;
import org.derl.part.FusionLoss;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.derl.part.SequenceEncoder;
import org.derl.part.UtteranceEncoder;

/** A kind of part: how one of its settings becomes a model that carries it. */
record PartKind(Class<?> kind, Binding binding) {

    /** Binds the settings at a path; what comes back builds a carrier for any schema. */
    @FunctionalInterface
    interface Binding {
        Function<Schema, FusionModel<?>> bind(ConfigBinder binder, Config config, String path);
    }

    private record OfSequenceEncoder(Blueprint<FeatureShape, SequenceEncoder> part) {}

    private record OfUtteranceEncoder(Blueprint<FeatureShape, UtteranceEncoder> part) {}

    private record OfCrossEncoder(Blueprint<CrossShape, CrossEncoder> part) {}

    private record OfGate(Blueprint<GateShape, Gate> part) {}

    private record OfFusion(Blueprint<ByModality<Integer>, Fusion> part) {}

    private record OfLoss(Blueprint<ByModality<Integer>, FusionLoss> part) {}

    static final List<PartKind> ALL = List.of(
            new PartKind(SequenceEncoder.class, (binder, config, path) -> {
                var blueprint =
                        binder.bind(config, path, OfSequenceEncoder.class).part();
                return schema -> carrier(blueprint.build(text(schema)), schema);
            }),
            new PartKind(UtteranceEncoder.class, (binder, config, path) -> {
                var blueprint =
                        binder.bind(config, path, OfUtteranceEncoder.class).part();
                return schema -> {
                    UtteranceEncoder encoder = blueprint.build(text(schema));
                    return new PartModel(encoder, PartAdapters.ofUtteranceEncoder(encoder), features(schema));
                };
            }),
            new PartKind(CrossEncoder.class, (binder, config, path) -> {
                var blueprint = binder.bind(config, path, OfCrossEncoder.class).part();
                return schema -> {
                    CrossEncoder encoder = blueprint.build(new CrossShape(ToyTask.SIZE, 2));
                    return new PartModel(
                            encoder,
                            PartAdapters.ofCrossEncoder(encoder, ToyTask.SIZE),
                            List.of(PartAdapters.TARGET, PartAdapters.SOURCES.get(0), PartAdapters.SOURCES.get(1)));
                };
            }),
            new PartKind(Gate.class, (binder, config, path) -> {
                var blueprint = binder.bind(config, path, OfGate.class).part();
                return schema -> {
                    Gate gate = blueprint.build(new GateShape(ToyTask.SIZE, List.of(ToyTask.SIZE)));
                    return new PartModel(
                            gate,
                            PartAdapters.ofGate(gate, ToyTask.SIZE),
                            List.of(PartAdapters.TARGET, PartAdapters.CONTEXT));
                };
            }),
            new PartKind(Fusion.class, (binder, config, path) -> {
                var blueprint = binder.bind(config, path, OfFusion.class).part();
                return schema -> {
                    Fusion fusion = blueprint.build(schema.inputs().map((modality, shape) -> shape.size()));
                    List<String> modalities = schema.inputs().modalities().stream()
                            .map(Modality::name)
                            .toList();
                    return new PartModel(fusion, PartAdapters.ofFusion(fusion), modalities);
                };
            }),
            new PartKind(FusionLoss.class, (binder, config, path) -> {
                var blueprint = binder.bind(config, path, OfLoss.class).part();
                return schema -> {
                    FusionLoss loss = blueprint.build(
                            ByModality.of(List.of(Modality.TEXT, Modality.AUDIO), modality -> ToyTask.SIZE));
                    PartAdapters.Views views = new PartAdapters.Views(loss, ToyTask.SIZE);
                    return new PartModel(views, PartAdapters.ofLoss(loss, views, ToyTask.SIZE), PartAdapters.VIEWS);
                };
            }));

    /** The kind of a class. */
    static Optional<PartKind> of(Class<?> kind) {
        return ALL.stream().filter(known -> known.kind() == kind).findFirst();
    }

    /** Whether a part of this kind sees several modalities, so that one may be absent. */
    boolean joinsModalities() {
        return kind == Fusion.class;
    }

    /** As configuration names it. */
    String key() {
        return Names.kebab(kind.getSimpleName());
    }

    /** A model that carries an encoder of text. */
    static FusionModel<?> carrier(SequenceEncoder encoder, Schema schema) {
        return new PartModel(encoder, PartAdapters.ofSequenceEncoder(encoder), features(schema));
    }

    /** Text, if it is feature vectors: no gradient passes through the number of a token. */
    private static List<String> features(Schema schema) {
        return text(schema).content() == FeatureShape.Content.FEATURES ? List.of(PartAdapters.TEXT) : List.of();
    }

    private static FeatureShape text(Schema schema) {
        return schema.inputs().get(Modality.TEXT);
    }
}
