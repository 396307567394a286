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

    static String examine(Candidate candidate, Modality absent) throws ViolationException {
        List<Modality> rest = candidate.schema().inputs().modalities().stream()
                .filter(modality -> !modality.equals(absent))
                .toList();
        Schema schema = new Schema(
                candidate.schema().inputs().only(rest), candidate.schema().task());
        try (Specimen<?> specimen = grow(candidate, schema)) {
            double loss = specimen.train(1);
            if (!Double.isFinite(loss)) {
                throw new ViolationException("the loss is " + loss);
            }
            Split split = ToyTask.split(schema, 1, 2);
            specimen.predict(manager -> split.batch(manager, List.of(0)));
            return "works";
        } catch (RefusedException e) {
            String message = String.valueOf(e.getMessage());
            if (rest.stream().noneMatch(modality -> message.contains(modality.name()))) {
                throw new ViolationException("refuses without saying which modalities there are: " + message);
            }
            return "refuses: " + message;
        }
    }

    private static Specimen<?> grow(Candidate candidate, Schema schema) throws RefusedException {
        try {
            return candidate.grow(schema, 1);
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
