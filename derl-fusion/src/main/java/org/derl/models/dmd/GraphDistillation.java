package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.layers.Linear;
import org.derl.model.Losses;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Modalities teach one another: every modality is the student of every other one. A network weighs the six edges of
 * each sample by what both ends predict and represent, and a student is pulled to its teachers by these weights.
 */
final class GraphDistillation extends Part {

    private static final double TEMPERATURE = 8;
    private static final double PRIOR_TEMPERATURE = 0.25;
    /** What the authors' code multiplies the losses of priors and representations by before it weighs them. */
    private static final double FACTOR = 10;

    private final Config config;
    private final Pull pull;
    private final List<Edge> edges = new ArrayList<>();
    private final float[] prior;
    private final Linear logit;
    private final Linear representation;
    private final Linear edge;

    /** What becomes of the representations of student and teacher. */
    enum Pull {
        /** They come closer. */
        CLOSER,
        /** They move apart. */
        APART
    }

    /**
     * An edge of the graph.
     *
     * @param from the teacher
     * @param to the student
     */
    record Edge(String from, String to) {}

    /**
     * @param size of a modality's part of what edges are weighed by, for its prediction and for its representation each
     * @param preferred edges that have more weight than others at first
     * @param logits weight of the distance of predictions
     * @param representations weight of what becomes of representations; 0 where it only is told
     * @param prior weight of how far mean weights of edges are from what is preferred
     */
    record Config(int size, List<Edge> preferred, double logits, double representations, double prior) {

        /** Checks the numbers. */
        Config {
            if (size < 1) {
                throw new IllegalArgumentException("size must be positive");
            } else if (logits < 0 || representations < 0 || prior < 0) {
                throw new IllegalArgumentException("the weights of losses must not be negative");
            }
            preferred = List.copyOf(preferred);
        }
    }

    /** Between modalities whose representations have a size. */
    GraphDistillation(Config config, List<Modality> modalities, int size, Pull pull) {
        this.config = config;
        this.pull = pull;
        for (Modality student : modalities) {
            for (Modality teacher : modalities) {
                if (!student.equals(teacher)) {
                    edges.add(new Edge(teacher.name(), student.name()));
                }
            }
        }
        prior = prior();
        logit = part("logit", Linear.of(1, config.size()));
        representation = part("representation", Linear.of(size, config.size()));
        edge = part("edge", Linear.of(4 * config.size(), 1));
    }

    private float[] prior() {
        double preferred = StrictMath.exp(1 / PRIOR_TEMPERATURE);
        double sum = 0;
        for (Edge one : edges) {
            sum += config.preferred().contains(one) ? preferred : 1;
        }
        float[] shares = new float[edges.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) ((config.preferred().contains(edges.get(i)) ? preferred : 1) / sum);
        }
        return shares;
    }

    /**
     * The losses of the graph after others.
     *
     * @param name of the graph, in the names of its losses
     * @param logits (batch) of each modality
     * @param representations (batch, size) of each modality
     */
    Losses after(Losses before, String name, ByModality<NDArray> logits, ByModality<NDArray> representations) {
        NDArray weights = hooked("edges", weights(logits, representations)); // (batch, edges)
        NDArray expected = Tensors.of(weights.getManager(), prior, new Shape(prior.length)); // (edges)
        NDArray counted = weights.add(expected); // (batch, edges)
        NDArray strayed = Tensors.mean(weights, 0).sub(expected).square().sum();
        NDArray apart =
                ofEdges(logits, (student, teacher) -> student.sub(teacher).abs()); // (batch, edges)
        return before.plus(name + ".logits", config.logits(), pulled(apart, counted))
                .plus(
                        name + ".representations",
                        config.representations(),
                        Tensors.scale(representations(representations, counted), FACTOR))
                .plus(name + ".prior", config.prior(), Tensors.scale(strayed, FACTOR));
    }

    /** (batch, edges): of a sample all of them add up to one. */
    private NDArray weights(ByModality<NDArray> logits, ByModality<NDArray> representations) {
        ByModality<NDArray> ends = logits.map((modality, score) -> Tensors.concat(
                List.of(logit.apply(score.reshape(-1, 1)), representation.apply(representations.get(modality))),
                1)); // (batch, 2 size)
        List<NDArray> scores = new ArrayList<>();
        for (Edge one : edges) {
            NDArray student = ends.get(new Modality(one.to()));
            NDArray teacher = ends.get(new Modality(one.from()));
            scores.add(edge.apply(Tensors.concat(List.of(student, teacher), 1))); // (batch, 1)
        }
        return Functions.softmax(Tensors.scale(Tensors.concat(scores, 1), 1 / TEMPERATURE));
    }

    private interface Between {
        NDArray of(NDArray student, NDArray teacher);
    }

    /** Of what every edge connects, the teacher's without a gradient, to (batch, edges). */
    private NDArray ofEdges(ByModality<NDArray> ends, Between between) {
        return Tensors.stack(
                edges.stream()
                        .map(one -> between.of(
                                ends.get(new Modality(one.to())), Tensors.detach(ends.get(new Modality(one.from())))))
                        .toList(),
                1);
    }

    private NDArray representations(ByModality<NDArray> ends, NDArray counted) {
        if (pull == Pull.CLOSER) {
            int[] sizes = {1};
            NDArray distances = ofEdges(
                    ends, (student, teacher) -> student.sub(teacher).abs().sum(sizes));
            return pulled(distances, counted);
        }
        // (batch, edges)
        NDArray cosines = Functions.relu(ofEdges(ends, (student, teacher) -> ViewLosses.cosine(student, teacher, 1)));
        return Tensors.mean(cosines, 0).mul(Tensors.mean(counted, 0)).sum();
    }

    /** Both (batch, edges), to a scalar. */
    private static NDArray pulled(NDArray distances, NDArray counted) {
        return Tensors.mean(distances.mul(counted), 0).sum();
    }
}
