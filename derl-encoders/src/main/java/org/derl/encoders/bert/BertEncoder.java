package org.derl.encoders.bert;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.Packing;
import org.derl.part.EmbeddingEncoder;
import org.derl.part.Initializer;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * BERT (Devlin et al., 2019) over token numbers, of any depth and width. Its parameters have the names that HuggingFace
 * gives them. Token 0 is padding.
 */
public final class BertEncoder extends Part implements EmbeddingEncoder {

    private static final double EPSILON = 1e-12;
    private static final double DEVIATION = 0.02;

    private final BertGeometry geometry;
    private final BertEmbeddings embeddings;
    private final List<BertLayer> layers = new ArrayList<>();
    private final @Nullable Linear pooler;
    private boolean readsPadding;
    private Map<String, Initializer> pretrainedPooler = Map.of();

    /**
     * @param size of a state
     * @param layers how many
     * @param heads of each layer's attention
     * @param feedForwardSize of each layer's feed-forward network
     * @param dropout on embeddings and residual branches, and on attention weights unless they have one of their own
     * @param positions the longest sequence it can read; by default that of the input
     * @param tokenTypes how many segments a text can have
     * @param pooler whether it has a layer over the first state, for {@link #pooled}; without use its parameters would
     *     never be trained
     * @param attentionDropout on attention weights; by default as elsewhere
     * @param readsPadding whether states at padding are computed too, as some released code reads them, and not zero;
     *     false by default
     */
    public record Config(
            int size,
            int layers,
            int heads,
            int feedForwardSize,
            double dropout,
            @Nullable Integer positions,
            int tokenTypes,
            boolean pooler,
            @Nullable Double attentionDropout,
            @Nullable Boolean readsPadding) {

        /** With the same dropout everywhere. */
        public Config(
                int size,
                int layers,
                int heads,
                int feedForwardSize,
                double dropout,
                @Nullable Integer positions,
                int tokenTypes,
                boolean pooler) {
            this(size, layers, heads, feedForwardSize, dropout, positions, tokenTypes, pooler, null, null);
        }

        private BertGeometry geometry(FeatureShape input) {
            return new BertGeometry(
                    input.size(),
                    size,
                    layers,
                    heads,
                    feedForwardSize,
                    positions == null ? input.maximumLength() : positions,
                    tokenTypes,
                    pooler,
                    dropout,
                    Objects.requireNonNullElse(attentionDropout, dropout),
                    EPSILON);
        }
    }

    /** For token numbers. */
    public BertEncoder(Config config, FeatureShape input) {
        this(config.geometry(input), input);
        readsPadding = Boolean.TRUE.equals(config.readsPadding());
    }

    BertEncoder(BertGeometry geometry, FeatureShape input) {
        check(geometry, input);
        this.geometry = geometry;
        embeddings = part("embeddings", new BertEmbeddings(geometry));
        for (int i = 0; i < geometry.layers(); i++) {
            layers.add(part("encoder.layer." + i, new BertLayer(geometry)));
        }
        pooler = geometry.pooler() ? part("pooler.dense", linear(geometry.size(), geometry.size())) : null;
    }

    /** Starts from pretrained weights, with the same dropout everywhere. */
    BertEncoder(HuggingFaceFolder folder, double dropout, boolean pooler, FeatureShape input) throws IOException {
        this(folder, dropout, dropout, pooler, input);
    }

    /**
     * Starts from pretrained weights.
     *
     * @throws IOException when the weights are not those of such an encoder; the message lists every difference
     */
    BertEncoder(HuggingFaceFolder folder, double dropout, double attentionDropout, boolean pooler, FeatureShape input)
            throws IOException {
        this(folder.geometry().with(dropout, attentionDropout, pooler), input);
        initializeFrom(folder.initializers(parameters()));
        pretrainedPooler = folder.pooler();
        follows(folder.fingerprint());
    }

    private static void check(BertGeometry geometry, FeatureShape input) {
        if (input.content() != FeatureShape.Content.TOKENS) {
            throw new IllegalArgumentException("'bert' reads token numbers, but its input is feature vectors");
        } else if (input.size() > geometry.vocabulary()) {
            throw new IllegalArgumentException("its input is numbers of " + input.size()
                    + " tokens, but the weights know only " + geometry.vocabulary());
        } else if (input.maximumLength() > geometry.positions()) {
            throw new IllegalArgumentException("its input is up to " + input.maximumLength()
                    + " steps long, but positions = " + geometry.positions());
        }
    }

    /** Has it compute states at padding too, as HuggingFace's does, whose fixtures hold them. */
    BertEncoder readingPadding() {
        readsPadding = true;
        return this;
    }

    /** Normal with deviation 0.02, the bias zero. */
    static Linear linear(int in, int out) {
        return Linear.normal(in, out, DEVIATION);
    }

    static Initializer table() {
        return Initializer.normal(DEVIATION);
    }

    /**
     * The last layer's states; zero at padding, unless it reads that.
     *
     * @param sequence (batch, time) of int64 token numbers, or (batch, time, 2) with each token's segment beside it
     * @return (batch, time, size)
     */
    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        return encode(pass, sequence, 0, UnaryOperator.identity());
    }

    /**
     * The same, with a function applied to the embeddings or before a later layer.
     *
     * @param within changes (batch, time, size), padding included; the shape stays
     */
    @Override
    public Sequence encode(Pass pass, Sequence sequence, int layer, UnaryOperator<Sequence> within) {
        if (layer < 0 || layer > layers.size()) {
            throw new IllegalArgumentException("the text encoder has " + layers.size()
                    + " layers, so that there is nothing before layer " + layer);
        }
        Packing packing = readsPadding ? Packing.none(sequence) : Packing.of(sequence);
        NDArray embedded = embeddings.apply(pass, sequence.values());
        if (layer == 0) {
            embedded = within.apply(sequence.with(embedded)).values();
        }
        // (real time steps, size), or (batch, time, size)
        NDArray states = through(pass, packing, packing.pack(embedded), 0, layer);
        if (layer > 0) {
            Sequence changed = within.apply(sequence.with(packing.unpack(states)));
            states = packing.pack(changed.values());
        }
        states = through(pass, packing, states, layer, layers.size());
        return sequence.with(hooked(packing.unpack(states))); // (batch, time, size)
    }

    private NDArray through(Pass pass, Packing packing, NDArray packed, int from, int to) {
        NDArray states = packed;
        for (BertLayer layer : layers.subList(from, to)) {
            states = freeing(states, x -> layer.apply(pass, x, packing));
        }
        return states;
    }

    /**
     * The representation of the whole text: the first state through a layer and tanh.
     *
     * @param states what {@link #encode} returned
     * @return (batch, size)
     * @throws IllegalStateException when this encoder was made without a pooler
     */
    public NDArray pooled(Sequence states) {
        if (pooler == null) {
            throw new IllegalStateException("this encoder has no pooler: set pooler = true");
        }
        return hooked("pooled", Functions.tanh(pooler.apply(Tensors.at(states.values(), 1, 0))));
    }

    @Override
    public Map<String, Initializer> pooler() {
        return pretrainedPooler;
    }

    @Override
    public int size() {
        return geometry.size();
    }
}
