package org.derl.bench.contract;

import java.util.List;
import org.derl.config.InvalidConfigException;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.io.Reason;

/** A candidate either works on a data set that lacks a modality, or says that it does not when it is built. */
final class AbsenceProperty {

    private AbsenceProperty() {}

    static Answer examine(Candidate candidate, Modality absent) throws ViolationException {
        List<Modality> rest = candidate.schema().inputs().modalities().stream()
                .filter(modality -> !modality.equals(absent))
                .toList();
        Schema schema = new Schema(
                candidate.schema().inputs().only(rest), candidate.schema().task());
        try (TrainedCandidate<?> trained = allocate(candidate, schema)) {
            double loss = trained.train(1);
            if (!Double.isFinite(loss)) {
                throw new ViolationException("the loss is " + loss);
            }
            Split split = ToyTask.split(schema, 1, 2);
            trained.predict(manager -> split.batch(manager, List.of(0)));
            return Answer.holds("works");
        } catch (RefusedException e) {
            String message = String.valueOf(e.getMessage());
            if (rest.stream().noneMatch(modality -> message.contains(modality.name()))) {
                throw new ViolationException("refuses without saying which modalities there are: " + message);
            }
            return Answer.refuses("refuses: " + message);
        }
    }

    private static TrainedCandidate<?> allocate(Candidate candidate, Schema schema) throws RefusedException {
        try {
            return candidate.allocate(schema, 1);
        } catch (IllegalArgumentException | InvalidConfigException e) {
            throw new RefusedException(Reason.of(e));
        }
    }

    /** Thrown when a candidate is not built. */
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
