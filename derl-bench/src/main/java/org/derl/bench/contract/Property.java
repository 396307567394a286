package org.derl.bench.contract;

import java.io.IOException;
import java.util.List;
import org.derl.data.Modality;
import org.jspecify.annotations.Nullable;

/**
 * What every candidate must have, and how it is found out.
 *
 * @param absent the modality that data lacks, which is asked of those alone that join modalities; null where it is
 *     about none
 */
record Property(String name, Examination examination, @Nullable Modality absent) {

    /** Looks for a property. */
    @FunctionalInterface
    interface Examination {

        /**
         * Looks for it.
         *
         * @return what decided
         * @throws ViolationException when the candidate has not the property
         */
        Answer examine(Candidate candidate) throws ViolationException, IOException;
    }

    /** An examination that nobody may refuse; it tells the figure that decided. */
    @FunctionalInterface
    interface Measurement {
        String of(Candidate candidate) throws ViolationException, IOException;
    }

    /** All, in the order in which they are asked for. */
    static final List<Property> ALL = List.of(
            new Property("learns", TrainingProperties::learns),
            new Property("moves every parameter", TrainingProperties::movesEveryParameter),
            new Property("passes gradients", TrainingProperties::passesGradients),
            new Property("repeats its bits", TrainingProperties::repeatsItsBits),
            new Property("survives collections", TrainingProperties::survivesCollections),
            new Property("keeps no memory", TrainingProperties::keepsNoMemory),
            new Property("takes one sample", TrainingProperties::takesOneSample, null),
            new Property("goes on", ResumeProperty::examine),
            new Property("saves and loads", PredictionProperties::savesAndLoads),
            new Property("alone as in company", PredictionProperties::predictsAloneAsInCompany),
            new Property("honors padding", PredictionProperties::honorsPadding),
            new Property("reads any lengths", PredictionProperties::readsAnyLengths),
            without(Modality.TEXT),
            without(Modality.AUDIO),
            without(Modality.VISION));

    private Property(String name, Measurement measurement) {
        this(name, candidate -> Answer.holds(measurement.of(candidate)), null);
    }

    private static Property without(Modality absent) {
        return new Property("without " + absent, candidate -> AbsenceProperty.examine(candidate, absent), absent);
    }

    /** The result on a candidate. */
    PropertyResult judge(Candidate candidate, PropertyResults judgement) {
        return judgement.of(name, candidate.declared().get(name), () -> examination.examine(candidate));
    }
}
