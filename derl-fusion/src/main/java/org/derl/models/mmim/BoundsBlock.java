package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * {@code positive-memory} and {@code negative-memory} of earlier batches, if any.
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
        return (int) ReferenceBlock.input(inputs, name).get(1);
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        NDArray x = ReferenceBlock.input(inputs, "x");
        NDArray context = ReferenceBlock.input(inputs, "context");
        NDArray guessed = ReferenceBlock.input(inputs, "guessed");
        Projections now =
                bound.project(guessed, ReferenceBlock.input(inputs, "labels").toFloatArray());
        Projections memory = new Projections(inputs.get("positive-memory"), inputs.get("negative-memory"));
        Map<String, NDArray> computed = new LinkedHashMap<>();
        computed.put("shallow", shallow.between(x, context));
        computed.put("deep", deep.between(x, context));
        computed.put("likelihood", bound.likelihood(x, guessed));
        computed.put("entropy", InformationBound.entropy(now.after(memory)));
        if (now.positive() != null && now.negative() != null) {
            computed.put("positive", now.positive());
            computed.put("negative", now.negative());
        }
        return computed;
    }
}
