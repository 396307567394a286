package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.jspecify.annotations.Nullable;

/**
 * The part of ALMT after its extractors. Language at several depths guides what the hyper-modality takes of the other
 * modalities; then language reads the hyper-modality.
 */
public final class LanguageGuide extends Part {

    private final int size;
    private final int tokens;
    private final TokenTransformer language;
    private final Parameter start;
    private final List<HyperLayer> hyper;
    private final SharedTokenTransformer fusion;

    /**
     * @param language whose input and layers' outputs are the depths
     * @param hyper heads of the layers of the hyper-modality, of which there is one for each depth
     * @param fusion of language that reads the hyper-modality
     */
    public record Config(TokenTransformer.Config language, Hyper hyper, TokenTransformer.Config fusion) {}

    /**
     * The attention of the hyper-modality.
     *
     * @param heads of it
     * @param headSize features that each sees; by default the heads share those of a token
     */
    public record Hyper(int heads, @Nullable Integer headSize) {

        private Heads of(int size) {
            if (headSize == null && (heads < 1 || size % heads != 0)) {
                throw new IllegalArgumentException(heads + " heads do not divide the size " + size);
            }
            return new Heads(heads, headSize == null ? size / heads : headSize);
        }
    }

    /**
     * What is computed.
     *
     * @param depths (batch, tokens, size) each: language as it guides each layer
     * @param hyper (batch, tokens, size) each: the hyper-modality after each layer
     * @param fused (batch, 1 + tokens, size): the row of the token that both share, then language's
     */
    public record Guided(List<NDArray> depths, List<NDArray> hyper, NDArray fused) {}

    /**
     * For tokens of a size.
     *
     * @param others which are guided
     */
    public LanguageGuide(Config config, Collection<Modality> others, int size, int tokens) {
        this.size = size;
        this.tokens = tokens;
        language = part("language", new TokenTransformer(config.language(), size, 0, tokens));
        start = parameter("start", Initializer.constant(1), 1, tokens, size);
        Heads heads = config.hyper().of(size);
        hyper = IntStream.rangeClosed(0, config.language().layers())
                .mapToObj(i -> part("hyper." + i, new HyperLayer(heads, others, size)))
                .toList();
        fusion = part("fusion", new SharedTokenTransformer(config.fusion(), size, tokens));
    }

    /** All (batch, tokens, size). */
    public Guided guide(Pass pass, NDArray guiding, ByModality<NDArray> others) {
        List<NDArray> depths = language.depths(pass, guiding);
        List<NDArray> grown = new ArrayList<>();
        NDArray former = TokenTransformer.repeated(start, guiding.getShape().get(0), tokens, size);
        for (int i = 0; i < hyper.size(); i++) {
            former = hyper.get(i).apply(former, depths.get(i), others);
            grown.add(former);
        }
        NDArray fused = fusion.apply(pass, hooked("hyper", former), depths.get(depths.size() - 1));
        return new Guided(depths, grown, fused);
    }
}
