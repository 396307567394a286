package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.fusion.loss.InfoNceLoss;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;

/**
 * The bounds of MMIM for comparison. In come the vectors {@code x}, {@code context} (which x is predicted from) and
 * {@code guessed} (which is guessed from x), (batch, size) each, {@code labels} (batch), and the projections
 * {@code positive-memory} and {@code negative-memory} of earlier batches.
 */
public final class BoundsBlock extends Part implements ReferenceBlock {

    private final InfoNceLoss shallow;
    private final InfoNceLoss deep;
    private final InformationBound bound;

    /** Has no settings. */
    public record Config() {}

    /** For vectors of the given shapes. */
    public BoundsBlock(Config config, Map<String, Shape> inputs) {
        int size = size(inputs, "x");
        ByModality<Integer> sizes = ByModality.of(
                List.of(new Modality("x"), new Modality("context")), modality -> size(inputs, modality.name()));
        shallow = part("shallow", new InfoNceLoss(new InfoNceLoss.Config(1), sizes));
        deep = part("deep", new InfoNceLoss(new InfoNceLoss.Config(2), sizes));
        bound = part("bound", new InformationBound(size, size(inputs, "guessed")));
    }

    private static int size(Map<String, Shape> inputs, String name) {
        return (int) Objects.requireNonNull(inputs.get(name), name).get(1);
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        NDArray x = get(inputs, "x");
        NDArray context = get(inputs, "context");
        NDArray guessed = get(inputs, "guessed");
        Projections now = bound.project(guessed, get(inputs, "labels").toFloatArray());
        Projections memory = new Projections(get(inputs, "positive-memory"), get(inputs, "negative-memory"));
        Map<String, NDArray> computed = new LinkedHashMap<>();
        computed.put("shallow", shallow.between(pass, x, context));
        computed.put("deep", deep.between(pass, x, context));
        computed.put("likelihood", bound.likelihood(x, guessed));
        computed.put("entropy", InformationBound.entropy(now.after(memory)));
        computed.put("positive", Objects.requireNonNull(now.positive()));
        computed.put("negative", Objects.requireNonNull(now.negative()));
        return computed;
    }

    private static NDArray get(Map<String, NDArray> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name), name);
    }
}
