package @package@;

import ai.djl.ndarray.NDArray;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.encoders.Pooling;
import org.derl.layers.Linear;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** The mean of each modality over time, through a layer; and a layer over all of them predicts. */
final class MeanModel extends FusionModel<MeanModel.Read> {

    private final Config config;
    private final ByModality<Pooling> pooling;
    private final ByModality<Linear> layers;
    private final Linear output;

    /**
     * @param size of each modality's vector
     * @param dropout on these vectors
     * @param loss of the task
     */
    record Config(int size, double dropout, TaskLoss loss) {

        /** Checks the share. */
        Config {
            Pass.checkDropout(dropout);
        }
    }

    /** What the network computes: (batch). */
    record Read(NDArray prediction) implements Forward {}

    /** For all modalities of a data set. */
    MeanModel(Config config, Schema schema) {
        this.config = config;
        pooling = schema.inputs().map((modality, shape) -> new Pooling.Mean(new Pooling.Config(), shape));
        layers = schema.inputs()
                .map((modality, shape) -> part("layers." + modality, Linear.of(shape.size(), config.size())));
        int joined = config.size() * layers.size();
        output = part("output", Linear.of(joined, schema.task().outputs()));
    }

    @Override
    public Read forward(Pass pass, Batch batch) {
        ByModality<NDArray> vectors = layers.map((modality, layer) -> Functions.relu(
                layer.apply(pooling.get(modality).encode(pass, batch.inputs().get(modality))))); // (batch, size) each
        NDArray joined = Tensors.concat(vectors.values(), 1); // (batch, modalities * size)
        return new Read(Outputs.single(output.apply(pass.dropout(joined, config.dropout()))));
    }

    @Override
    public Training<Read> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
