package org.derl.bench.trial;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    /**
     * Everything by which two finished trials of one request differ, circumstances included; none where they were made
     * with the same in the same place.
     *
     * @throws IOException when a file of one is missing or damaged
     */
    public static List<String> between(TrialFolder former, TrialFolder latter) throws IOException {
        TrialResult.Facts then = former.check();
        TrialResult.Facts now = latter.check();
        List<String> words = new ArrayList<>();
        for (String thing : new Provenance(then.provenance()).differing(new Provenance(now.provenance()))) {
            String was = then.provenance().get(thing);
            switch (thing) {
                case Provenance.SETTINGS -> words.addAll(settings(former, latter));
                case Provenance.DATA -> words.add("other contents of the data set");
                default -> words.add(other(thing, was, now.provenance().get(thing)));
            }
        }
        Map<String, String> around = things(then);
        Map<String, String> aroundNow = things(now);
        for (String thing : new Provenance(around).differing(new Provenance(aroundNow))) {
            words.add(other(thing, around.get(thing), aroundNow.get(thing)));
        }
        return words;
    }

    private static Map<String, String> things(TrialResult.Facts facts) {
        Map<String, String> things = new TreeMap<>();
        if (facts.circumstances() != null) {
            things.putAll(facts.circumstances().things());
        }
        things.put("processor of this machine", String.valueOf(facts.processor()));
        return things;
    }

    private static List<String> settings(TrialFolder former, TrialFolder latter) throws IOException {
        Config then = former.readSettings();
        Config now = latter.readSettings();
        Trial trial = latter.readRequest();
        List<String> changes = new ArrayList<>();
        for (String name : List.of(trial.model(), trial.textEncoder())) {
            changes.addAll(SettingsChanges.below(name, then, now, now));
        }
        return changes;
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
                default -> words.add(other(thing, formerThings.get(thing), things.get(thing)));
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

    private static String other(String thing, @Nullable String then, @Nullable String today) {
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
