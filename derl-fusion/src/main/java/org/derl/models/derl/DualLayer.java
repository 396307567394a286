package org.derl.models.derl;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.CrossEncoder;
import org.derl.part.CrossEncoder.CrossShape;
import org.derl.part.Gate;
import org.derl.part.Gate.GateShape;
import org.derl.part.Outputs;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * One layer of DERL: for each modality a cross-modal encoder (M), an intra-modal encoder (H), and the two gates by
 * which they correct each other before the next layer. A modality without one of the encoders keeps its features there.
 */
final class DualLayer extends Part {

    private final Config config;
    private final ByModality<CrossEncoder> crossEncoders;
    private final ByModality<SequenceEncoder> intraEncoders;
    private final ByModality<Gate> enhancement;
    private final ByModality<Gate> filter;

    /**
     * @param cross the cross-modal encoders
     * @param intra the intra-modal encoders
     * @param enhancement changes M in the light of H
     * @param filter changes H in the light of M
     * @param filterReads which M that is
     * @param gatesAfterLast whether the gates also follow the last layer
     */
    record Config(
            Cross cross,
            Intra intra,
            Blueprint<GateShape, Gate> enhancement,
            Blueprint<GateShape, Gate> filter,
            FilterReads filterReads,
            boolean gatesAfterLast) {

        /** Which cross-modal representation decides over the intra-modal one. */
        enum FilterReads {
            /** M, what the cross-modal encoder outputs. */
            ENCODED,
            /** M'', what the enhancement has made of it. */
            ENHANCED
        }

        /**
         * @param targets the modalities that have a cross-modal encoder
         * @param sources of each target, in the order in which it reads them
         * @param read which states of the sources
         * @param encoder of each target
         */
        record Cross(
                List<String> targets,
                ByModality<List<String>> sources,
                Read read,
                Blueprint<CrossShape, CrossEncoder> encoder) {

            /** Which states of its sources a target reads. */
            enum Read {
                /** What the layer before has made of them. */
                ENHANCED,
                /** Their features, in every layer. */
                FEATURES
            }

            List<Modality> sourcesOf(Modality target) {
                return sources.get(target).stream().map(Modality::new).toList();
            }
        }

        /**
         * @param targets the modalities that have an intra-modal encoder
         * @param encoder of each target
         */
        record Intra(List<String> targets, Blueprint<FeatureShape, SequenceEncoder> encoder) {}

        /** The modalities that have an encoder of either kind, in the order of those present. */
        List<Modality> targets(Collection<Modality> present) {
            List<Modality> targets = present.stream()
                    .filter(modality -> cross.targets().contains(modality.name())
                            || intra.targets().contains(modality.name()))
                    .toList();
            if (targets.isEmpty()) {
                throw new IllegalArgumentException(
                        "neither cross.targets nor intra.targets names a modality that the data set has: " + present);
            }
            return targets;
        }
    }

    /** What the encoders of the next layer read: M and H of every modality, and the features that they came of. */
    record State(ByModality<Sequence> cross, ByModality<Sequence> intra, ByModality<Sequence> features) {

        /** Before the first layer. */
        static State of(ByModality<Sequence> features) {
            return new State(features, features, features);
        }
    }

    /**
     * What a layer's encoders output, before its gates.
     *
     * @param cross M, (batch, time, size) of each modality
     * @param intra H, likewise
     */
    record Output(ByModality<NDArray> cross, ByModality<NDArray> intra) {}

    record Result(Output output, State next) {}

    DualLayer(Config config, ByModality<FeatureShape> shapes, boolean last) {
        this.config = config;
        List<Modality> cross = present("cross.targets", config.cross().targets(), shapes);
        List<Modality> intra = present("intra.targets", config.intra().targets(), shapes);
        crossEncoders = ByModality.of(cross, modality -> part("cross." + modality, crossEncoder(modality, shapes)));
        intraEncoders = ByModality.of(
                intra,
                modality -> part("intra." + modality, config.intra().encoder().build(shapes.get(modality))));
        config.cross().encoder().leaveOut("cross.targets is empty");
        config.intra().encoder().leaveOut("intra.targets is empty");
        List<Modality> both = cross.stream().filter(intra::contains).toList();
        String ungated = both.isEmpty()
                ? "a gate is between a modality's two encoders, and none has both"
                : "gates are between layers; with layers = 2 or more, or gates-after-last = true, there are some";
        config.enhancement().leaveOut(ungated);
        config.filter().leaveOut(ungated);
        List<Modality> gated = config.gatesAfterLast() || !last ? both : List.of();
        enhancement = gates("enhancement", config.enhancement(), gated, shapes);
        filter = gates("filter", config.filter(), gated, shapes);
    }

    private static List<Modality> present(String setting, List<String> names, ByModality<FeatureShape> shapes) {
        List<Modality> targets = Modality.named(names);
        if (!shapes.modalities().containsAll(targets)) {
            throw new IllegalArgumentException(
                    setting + " names " + names + ", but the modalities are " + shapes.modalities()
                            + "; name these in cross.targets, intra.targets, and the cross.sources of each");
        }
        return targets;
    }

    private CrossEncoder crossEncoder(Modality target, ByModality<FeatureShape> shapes) {
        List<Modality> sources = config.cross().sourcesOf(target);
        sources.forEach(shapes::get); // says which modalities there are if one is missing
        return config.cross().encoder().build(new CrossShape(shapes.get(target).size(), sources.size()));
    }

    private ByModality<Gate> gates(
            String name,
            Blueprint<GateShape, Gate> blueprint,
            List<Modality> targets,
            ByModality<FeatureShape> shapes) {
        return ByModality.of(targets, modality -> {
            int size = shapes.get(modality).size();
            return part(name + "." + modality, blueprint.build(new GateShape(size, List.of(size))));
        });
    }

    Result apply(Pass pass, State state) {
        ByModality<Sequence> m = state.cross()
                .map((modality, sequence) ->
                        crossEncoders.has(modality) ? crossed(pass, modality, sequence, state) : sequence);
        ByModality<Sequence> h = state.intra()
                .map((modality, sequence) ->
                        intraEncoders.has(modality) ? within(pass, intraEncoders.get(modality), sequence) : sequence);
        ByModality<Sequence> enhanced = gated(pass, enhancement, m, h);
        // Unless told otherwise, both gates read the same M and H of this layer.
        ByModality<Sequence> read = config.filterReads() == Config.FilterReads.ENHANCED ? enhanced : m;
        State next = new State(enhanced, gated(pass, filter, h, read), state.features());
        return new Result(new Output(values(m), values(h)), next);
    }

    private Sequence crossed(Pass pass, Modality target, Sequence sequence, State state) {
        CrossEncoder encoder = crossEncoders.get(target);
        List<Sequence> sources = sources(target, state);
        List<Sequence> read =
                Stream.concat(Stream.of(sequence), sources.stream()).toList();
        return Outputs.steps(
                encoder, sequence, freeing(read, () -> encoder.encode(pass, sequence, sources)), sequence.size());
    }

    private Sequence within(Pass pass, SequenceEncoder encoder, Sequence sequence) {
        return Outputs.steps(
                encoder, sequence, freeing(List.of(sequence), () -> encoder.encode(pass, sequence)), encoder.size());
    }

    private List<Sequence> sources(Modality target, State state) {
        ByModality<Sequence> read =
                config.cross().read() == Config.Cross.Read.FEATURES ? state.features() : state.cross();
        return config.cross().sourcesOf(target).stream().map(read::get).toList();
    }

    private ByModality<Sequence> gated(
            Pass pass, ByModality<Gate> gates, ByModality<Sequence> targets, ByModality<Sequence> contexts) {
        return targets.map((modality, target) ->
                gates.has(modality) ? gated(pass, gates.get(modality), target, contexts.get(modality)) : target);
    }

    private Sequence gated(Pass pass, Gate gate, Sequence target, Sequence context) {
        return Outputs.steps(
                gate,
                target,
                freeing(List.of(target, context), () -> gate.apply(pass, target, List.of(context))),
                target.size());
    }

    private static ByModality<NDArray> values(ByModality<Sequence> sequences) {
        return sequences.map((modality, sequence) -> sequence.values());
    }
}
