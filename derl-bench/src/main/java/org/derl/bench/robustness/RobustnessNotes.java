package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.trial.ModelNotes;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.CorruptionProtocol;

/** What stands below the tables of {@link Robustness}, a sentence each. */
final class RobustnessNotes {

    private RobustnessNotes() {}

    /**
     * All of them.
     *
     * @param found while trials predicted
     * @param systems of the rows, and those of which no trial gave a result
     */
    static List<String> of(RobustnessRun.How how, Collection<String> found, List<ComparedSystem> systems) {
        List<String> all = new ArrayList<>(found);
        Map<String, List<String>> ofModels = new LinkedHashMap<>();
        systems.forEach(system -> ofModels.put(system.title(), system.notes()));
        all.addAll(ModelNotes.sentences(ofModels));
        systems.forEach(system -> all.addAll(system.failures()));
        all.add(how.protocol() == CorruptionProtocol.DERL ? area(how.form()) : lnln());
        return all;
    }

    private static String area(Form form) {
        return "area: the mean height of the curve over the rates from 0 to 1, by trapezoids; mean \u00b1"
                + " sample sd over seeds." + (form == Form.SHUFFLED ? "" : " Lengths are not lost.");
    }

    private static String lnln() {
        return "mean: over the ten rates, as LNLN's tables have it. As released, its masks come from one seed"
                + " for all runs, and modalities of one length lose the same steps; these are kept. It"
                + " also chose each metric's checkpoint on the test split, at rate 0.5; this is not"
                + " repeated: epochs were chosen on the clean validation split.";
    }
}
