package org.derl.datasets.layout.named;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.data.file.NearMiss;
import org.derl.datasets.layout.SplitEntries;
import org.derl.datasets.layout.named.Meaning.Kind;
import org.derl.io.Reason;

/** What files lack whose names should say of what split and content their arrays are. */
final class NamedNearMiss {

    private static final int MOST_NAMES = 12;
    private static final int LONGEST_NAME = 60;

    private final List<String> has = new ArrayList<>();
    private final List<String> lacks = new ArrayList<>();

    private NamedNearMiss() {}

    /** @param unknown names that say nothing known */
    static NearMiss of(List<NamedPart> parts, Set<String> unknown) {
        Set<String> splits = new LinkedHashSet<>();
        Set<String> features = new LinkedHashSet<>();
        Set<String> labels = new LinkedHashSet<>();
        for (NamedPart part : parts) {
            splits.add(part.split());
            Meaning meaning = part.meaning();
            if (meaning.kind() == Kind.FEATURES && !meaning.modality().isEmpty()) {
                features.add(meaning.modality());
            } else if (meaning.kind() == Kind.LABEL && meaning.modality().isEmpty()) {
                labels.add("labels");
            }
        }
        splits.remove("");
        NamedNearMiss miss = new NamedNearMiss();
        if (features.isEmpty() && labels.isEmpty()) {
            return NearMiss.NONE;
        }
        miss.add(features, "features of ", "features, by names such as text, audio and vision");
        miss.add(labels, "", "labels, by a name such as label or sentiment");
        miss.add(
                splits,
                "the splits ",
                "splits: " + String.join(", ", SplitEntries.PARTS)
                        + " above the names of the arrays, or one in the name of each file");
        List<String> missing = SplitEntries.PARTS.stream()
                .filter(split -> !splits.isEmpty() && !splits.contains(split))
                .toList();
        if (!missing.isEmpty()) {
            miss.lacks.add("the splits " + String.join(", ", missing));
        }
        miss.addUnknown(unknown);
        return new NearMiss(miss.has, miss.lacks);
    }

    private void add(Set<String> there, String what, String lack) {
        if (there.isEmpty()) {
            lacks.add(lack);
        } else {
            has.add(what + String.join(", ", there));
        }
    }

    private void addUnknown(Set<String> unknown) {
        if (!unknown.isEmpty()) {
            lacks.add("names that say what these are: "
                    + unknown.stream()
                            .limit(MOST_NAMES)
                            .map(name -> Reason.shortened(name, LONGEST_NAME))
                            .collect(Collectors.joining(", "))
                    + (unknown.size() > MOST_NAMES ? " ..." : ""));
        }
    }
}
