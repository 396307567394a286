package org.derl.models.mfm;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.model.Losses;
import org.derl.model.Objective;
import org.derl.model.TaskLoss;
import org.derl.models.Reconstruction;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * The losses of MFM: the task's loss, the reconstruction error of the inputs, and the discrepancy of latents from a
 * Gaussian.
 */
final class MfmLosses implements Objective<Mfm.Factorized> {

    private static final String COMMON = "common";

    private final Config config;

    /**
     * @param task between predictions and labels
     * @param generation the weight of each modality's mean squared reconstruction error
     * @param discrepancy the weight of how far the latents are from a Gaussian; summed over them
     * @param inputsLearn whether the reconstruction error trains a text encoder through its target as well
     */
    record Config(TaskLoss task, ByModality<Double> generation, double discrepancy, boolean inputsLearn) {

        /** Checks the numbers. */
        Config {
            if (discrepancy < 0 || generation.values().stream().anyMatch(weight -> weight < 0)) {
                throw new IllegalArgumentException("the weights of losses must not be negative");
            }
        }
    }

    MfmLosses(Config config) {
        this.config = config;
    }

    @Override
    public Losses losses(Pass pass, Mfm.Factorized forward, Batch batch) {
        Map<String, NDArray> generations = new LinkedHashMap<>();
        forward.generated()
                .forEach((modality, generated) -> generations.put(
                        modality.name(),
                        Reconstruction.error(generated, forward.aligned().get(modality), config.inputsLearn())));
        Map<String, NDArray> discrepancies = new LinkedHashMap<>();
        forward.latents().forEach((modality, latent) -> discrepancies.put(modality.name(), discrepancy(pass, latent)));
        discrepancies.put(COMMON, discrepancy(pass, forward.common()));
        Losses losses = Losses.task(
                        config.task().of(forward.prediction(), batch.targets().overall()))
                .plus("generation", 1, weighted(generations))
                .plus("discrepancy", config.discrepancy(), sum(discrepancies));
        return told(told(losses, "generation", generations), "discrepancy", discrepancies);
    }

    /**
     * The maximum mean discrepancy between a latent and as many Gaussian draws, by the kernel {@code exp(-|x - y|² /
     * size²)} over all pairs.
     */
    private static NDArray discrepancy(Pass pass, NDArray latent) {
        NDArray draws = pass.gaussian(latent.getShape());
        NDArray across = Tensors.scale(alike(draws, latent), 2);
        return alike(draws, draws).add(alike(latent, latent)).sub(across);
    }

    private static NDArray alike(NDArray one, NDArray other) {
        NDArray distances = one.expandDims(1).sub(other.expandDims(0)).square(); // (batch, batch, size)
        double size = one.getShape().get(1);
        return Tensors.scale(Tensors.mean(distances, 2), -1 / size).exp().mean(); // (batch, batch), to a scalar
    }

    private NDArray weighted(Map<String, NDArray> generations) {
        Map<String, NDArray> weighted = new LinkedHashMap<>(generations);
        weighted.replaceAll(
                (modality, term) -> Tensors.scale(term, config.generation().get(new Modality(modality))));
        return sum(weighted);
    }

    private static NDArray sum(Map<String, NDArray> terms) {
        return terms.values().stream().reduce(NDArray::add).orElseThrow();
    }

    /** With what a sum consists of, which counts nothing by itself. */
    private static Losses told(Losses losses, String name, Map<String, NDArray> parts) {
        Losses more = losses;
        for (Map.Entry<String, NDArray> part : parts.entrySet()) {
            more = more.plus(name + "." + part.getKey(), 0, part.getValue());
        }
        return more;
    }
}
