package org.derl.bench.datacheck;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        for (SubjectSplit split : subject.splits()) {
            Map<String, SequenceStatistics> ofPart = new LinkedHashMap<>();
            for (Modality modality : split.features().modalities()) {
                ofPart.put(
                        modality.name(), SequenceStatistics.of(split.features().get(modality), split.size()));
            }
            examined.statistics.put(split.name(), ByModality.of(ofPart));
        }
        return examined;
    }

    public Subject subject() {
        return subject;
    }

    /** The statistics of a split. */
    public ByModality<SequenceStatistics> of(SubjectSplit split) {
        return Objects.requireNonNull(statistics.get(split.name()), split.name());
    }

    /** Whose features there are. */
    public Set<Modality> modalities() {
        return subject.splits().get(0).features().modalities();
    }

    /** The ids at rows of a split. */
    public static List<String> ids(SubjectSplit split, List<Integer> rows) {
        return rows.stream().map(split.ids()::get).toList();
    }
}
