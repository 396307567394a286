package org.derl.bench.datacheck;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.data.ByModality;
import org.derl.data.Modality;

/** A subject with all that one pass over its features tells: what every examination looks at. */
public final class Examined {

    private final Subject subject;
    private final Map<String, ByModality<SequenceStatistics>> statistics = new LinkedHashMap<>();

    private Examined(Subject subject) {
        this.subject = subject;
    }

    /** Reads a subject through. */
    public static Examined of(Subject subject) throws IOException {
        Examined examined = new Examined(subject);
        for (SubjectPart part : subject.parts()) {
            Map<String, SequenceStatistics> ofPart = new LinkedHashMap<>();
            for (Modality modality : part.features().modalities()) {
                ofPart.put(
                        modality.name(), SequenceStatistics.of(part.features().get(modality), part.size()));
            }
            examined.statistics.put(part.name(), ByModality.of(ofPart));
        }
        return examined;
    }

    public Subject subject() {
        return subject;
    }

    /** The statistics of a part. */
    public ByModality<SequenceStatistics> of(SubjectPart part) {
        return Objects.requireNonNull(statistics.get(part.name()), part.name());
    }

    /** The ids at rows of a part. */
    public static List<String> ids(SubjectPart part, List<Integer> rows) {
        return rows.stream().map(part.ids()::get).toList();
    }
}
