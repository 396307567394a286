package org.derl.models.lnln;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.almt.Extractor;
import org.derl.models.almt.LanguageGuide;
import org.derl.models.almt.TokenTransformer;
import org.derl.part.Initializer;
import org.derl.part.Outputs;
import org.derl.part.Parameter;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Language-dominated Noise-resistant Learning Network (Zhang, Wang and Yu, NeurIPS 2024). It guesses how much of a text
 * is left; the more is lost, the more a proxy of language, made from the other modalities, takes its place and guides
 * as language does in ALMT. In training it also reads complete inputs. The page docs/models/lnln.md says where the
 * authors' code differs.
 */
public final class Lnln extends FusionModel<Lnln.Encoded> {

    private final Config config;
    private final List<Modality> others;
    private final ByModality<Extractor> extractors;
    private final Completeness completeness;
    private final Parameter proxyStart;
    private final TokenTransformer proxy;
    private final LeakyLayers discriminator;
    private final ByModality<TokenTransformer> reconstructors;
    private final LanguageGuide guide;
    private final Linear output;

    /**
     * @param order of the modalities that language guides; those that the data set lacks are left out
     * @param size of a token
     * @param tokens that each modality becomes
     * @param extractor of them
     * @param completeness guesses how much of a text is left
     * @param proxy of language, from the other modalities
     * @param discriminatorSize of the inner layer of what tells complete language from the dominant modality
     * @param reconstructor of tokens of complete inputs
     * @param guide what follows
     * @param losses of the training
     * @param readsPadding whether padding counts as time steps
     * @param reversesAll whether the gradients of all losses are reversed where they reach the proxy, and not those of
     *     the discriminator alone
     */
    public record Config(
            List<String> order,
            int size,
            int tokens,
            TokenTransformer.Config extractor,
            TokenTransformer.Config completeness,
            TokenTransformer.Config proxy,
            int discriminatorSize,
            TokenTransformer.Config reconstructor,
            LanguageGuide.Config guide,
            LnlnLosses.Config losses,
            boolean readsPadding,
            boolean reversesAll) {

        /** Checks the numbers. */
        public Config {
            if (size < 2 || tokens < 1 || discriminatorSize < 1) {
                throw new IllegalArgumentException("tokens and discriminator-size must be positive, and size above 1");
            }
            order = List.copyOf(order);
        }
    }

    /**
     * What the network computes.
     *
     * @param tokens (batch, tokens, size) of each modality
     * @param completeness how much of each text seems left
     * @param proxy (batch, tokens, size): of language
     * @param guided what the dominant modality and the hyper-modality become
     * @param learned what only losses need; null where none follow
     */
    public record Encoded(
            ByModality<NDArray> tokens,
            Completeness.Guess completeness,
            NDArray proxy,
            LanguageGuide.Guided guided,
            @Nullable Learned learned,
            NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs text and another modality. */
    public Lnln(Config config, Schema schema) {
        this.config = config;
        others = schema.present(Modality.named(config.order()));
        schema.require(
                "guides " + config.order() + " by text and needs text and one of them",
                schema.inputs().has(Modality.TEXT) && !others.isEmpty() && !others.contains(Modality.TEXT));
        int size = config.size();
        int tokens = config.tokens();
        List<Modality> all =
                Stream.concat(others.stream(), Stream.of(Modality.TEXT)).toList();
        extractors = ByModality.of(
                all,
                modality -> part(
                        "extractors." + modality,
                        new Extractor(config.extractor(), schema, modality, size, tokens, config.readsPadding())));
        completeness = part("completeness", new Completeness(config.completeness(), size, tokens));
        proxyStart = parameter("proxy-start", Initializer.constant(1), 1, tokens, size);
        proxy = part("proxy", new TokenTransformer(config.proxy(), size, tokens, all.size() * tokens));
        discriminator = part("discriminator", new LeakyLayers(size, config.discriminatorSize(), 2));
        reconstructors = ByModality.of(
                all,
                modality -> part(
                        "reconstructors." + modality, new TokenTransformer(config.reconstructor(), size, 0, tokens)));
        guide = part("guide", new LanguageGuide(config.guide(), others, size, tokens));
        output = part("output", Linear.of(size, schema.task().outputs()));
    }

    @Override
    public Encoded forward(Pass pass, Batch batch) {
        ByModality<NDArray> tokens = tokens(pass, batch.inputs());
        NDArray language = tokens.get(Modality.TEXT);
        Completeness.Guess guess = completeness.guess(pass, language);
        NDArray made = proxy(pass, tokens);
        NDArray reversed = Functions.reverseGradient(made, 1); // the numbers stay
        NDArray dominant = dominant(config.reversesAll() ? reversed : made, language, guess.share());
        LanguageGuide.Guided guided = guide.guide(pass, dominant, tokens.only(others));
        NDArray judged = config.reversesAll() ? dominant : dominant(reversed, language, guess.share());
        Learned learned = pass.computesLosses() ? learned(pass, batch, tokens, judged) : null;
        NDArray steps = Tensors.slice(guided.fused(), 1, 1, 1 + config.tokens()); // (batch, tokens, size)
        NDArray prediction = Outputs.single(output.apply(Tensors.mean(steps, 1)));
        return new Encoded(tokens, guess, made, guided, learned, prediction);
    }

    private ByModality<NDArray> tokens(Pass pass, ByModality<Sequence> inputs) {
        return extractors.map((modality, extractor) -> extractor.tokens(pass, inputs.get(modality)));
    }

    private NDArray proxy(Pass pass, ByModality<NDArray> tokens) {
        List<NDArray> read = new ArrayList<>();
        NDArray language = tokens.get(Modality.TEXT);
        read.add(proxyStart.array().broadcast(language.getShape()));
        read.addAll(tokens.only(others).values());
        return proxy.tokens(pass, Sequence.full(Tensors.concat(read, 1))); // from (batch, modalities * tokens, size)
    }

    /** The less of a text is left, the more of the proxy. */
    private static NDArray dominant(NDArray proxy, NDArray language, NDArray share) {
        NDArray left = share.expandDims(2); // (batch, 1, 1)
        return Tensors.oneMinus(left).mul(proxy).add(left.mul(language));
    }

    /** Inputs that nothing has corrupted are complete themselves. */
    private Learned learned(Pass pass, Batch batch, ByModality<NDArray> tokens, NDArray dominant) {
        Batch.Complete complete = batch.complete();
        ByModality<NDArray> whole =
                complete == null ? tokens : tokens(pass, complete.inputs().get());
        ByModality<NDArray> rebuilt = reconstructors.map((modality, reconstructor) -> {
            List<NDArray> depths = reconstructor.depths(pass, tokens.get(modality));
            return depths.get(depths.size() - 1);
        });
        NDArray judged = Tensors.concat(List.of(dominant, whole.get(Modality.TEXT)), 0); // (2 batch, tokens, size)
        return new Learned(
                Tensors.concat(rebuilt.values(), 1),
                Tensors.concat(whole.values(), 1),
                discriminator.apply(judged.reshape(-1, config.size())));
    }

    @Override
    public Training<Encoded> training(Targets labels, Optimization optimization) {
        return Training.of(new LnlnLosses(config.losses()), optimization);
    }
}
