package org.derl.bench.trial;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Describes how a finished trial differs from the one that would run now. */
public final class Differences {

    /** So many are named one by one. */
    private static final int MOST = 6;

    private final Trial former;
    private final Config formerSettings;
    private final Map<String, String> formerThings;
    private final TrialSettings now;
    private final Map<String, String> things;

    private Differences(TrialFolder folder, TrialResult.Facts facts, TrialSettings now, Provenance provenance)
            throws IOException {
        former = folder.readRequest();
        formerSettings = folder.readSettings();
        formerThings = facts.provenance();
        this.now = now;
        things = provenance.things();
    }

    /**
     * The differences; none where the trial would come out the same again.
     *
     * @param folder of the finished trial
     * @param facts of it
     * @param now the settings of the one that would run
     * @param provenance of that one
     * @throws IOException when files of the finished one cannot be read
     */
    public static List<String> of(TrialFolder folder, TrialResult.Facts facts, TrialSettings now, Provenance provenance)
            throws IOException {
        if (provenance.fingerprint().equals(facts.fingerprint())) {
            return List.of();
        }
        List<String> words = new Differences(folder, facts, now, provenance).inWords();
        if (words.isEmpty()) {
            return List.of("something that its files do not show");
        }
        List<String> shown = new ArrayList<>(words.subList(0, Math.min(MOST, words.size())));
        if (shown.size() < words.size()) {
            shown.add(words.size() - shown.size() + " more");
        }
        return shown;
    }

    private List<String> inWords() {
        List<String> words = new ArrayList<>();
        Trial trial = now.trial();
        boolean sameEncoder = former.textEncoder().equals(trial.textEncoder());
        if (!sameEncoder) {
            words.add(change("text encoder", former.textEncoder(), trial.textEncoder()));
        }
        for (String thing : new Provenance(formerThings).differing(new Provenance(things))) {
            switch (thing) {
                case Provenance.SETTINGS -> {
                    words.addAll(settings(trial.model()));
                    words.addAll(sameEncoder ? settings(trial.textEncoder()) : List.of());
                }
                case Provenance.DATA -> words.addAll(data(sameEncoder));
                default -> words.add(other(thing));
            }
        }
        return words;
    }

    private List<String> settings(String name) {
        return SettingsChanges.below(name, formerSettings, now.all(), now.counted());
    }

    private List<String> data(boolean sameEncoder) {
        String name = now.trial().dataSet();
        if (!former.dataSet().equals(name)) {
            return List.of(change("data set", former.dataSet(), name));
        }
        List<String> changes = SettingsChanges.below(name, formerSettings, now.all(), now.all());
        return changes.isEmpty() && sameEncoder ? List.of("other contents of the data set " + name) : changes;
    }

    private String other(String thing) {
        String then = formerThings.get(thing);
        String today = things.get(thing);
        if (thing.equals(Code.DERL)) {
            return "another build of DERL";
        } else if (Provenance.isChecksum(then == null ? today : then)) {
            return (then == null ? "without " : today == null ? "with " : "another ") + thing;
        }
        return change(thing, String.valueOf(then), String.valueOf(today));
    }

    private static String change(String what, String then, String today) {
        return what + " " + then + " -> " + today;
    }
}
