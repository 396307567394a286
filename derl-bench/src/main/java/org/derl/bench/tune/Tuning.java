package org.derl.bench.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.EarlierTrials;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.search.SearchSpace;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.train.Checkpoints;
import org.derl.bench.train.Selection;
import org.derl.bench.train.run.DivergedException;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * A search of the settings of models, with the same number of draws and the same shares of training for each. What is
 * chosen follows from the settings, the data and the seed: trials of one share are all waited for, and a trial that goes
 * on gives the same bits as one that never paused. Nothing but the validation split is looked at.
 */
public final class Tuning {

    private static final Map<Integer, String> FOLDERS = Map.of(9, "ninth", 3, "third", 1, "full");

    private final Configuration configuration;
    private final TuningPlan plan;
    private final Halving halving;
    private final ExperimentRun own;
    private final Config overrides;
    private final ConfigBinder binder;
    private boolean outOfMemory;
    private final Map<String, TunedModel> models = new LinkedHashMap<>();
    private final Map<String, SearchSpace> spaces = new LinkedHashMap<>();

    /**
     * The trials that are trained to one share.
     *
     * @param folder where they lie
     * @param finished the results that are there
     * @param missing how many are not
     */
    public record Share(ExperimentRun run, Path folder, Map<Trial, TrialResult> finished, int missing) {}

    /** Runs the trials of one share. */
    @FunctionalInterface
    public interface Runner {

        /**
         * Runs those that are missing.
         *
         * @return what came of all
         * @throws InterruptedException when the calling thread is asked to stop
         */
        List<ComparedSystem> run(Share share) throws InterruptedException;
    }

    /**
     * Loads the data, and checks all settings and spaces.
     *
     * @throws IOException when data is missing or damaged; the message says what to put where
     * @throws org.derl.config.InvalidConfigException with every mistake in settings and spaces
     * @throws IllegalArgumentException when there is no such model, data set, text encoder or device, or a model cannot
     *     be searched; the message says why
     */
    public Tuning(Configuration configuration, TuningPlan plan) throws IOException {
        this.configuration = configuration;
        this.plan = plan;
        halving = Halving.of(plan.draws());
        binder = configuration.injector().getInstance(ConfigBinder.class);
        overrides = configuration.overrides().withoutPath("executor"); // no number follows from where trials run
        own = new ExperimentRun(configuration, plan.experiment(plan.models(), overrides, plan.folder()));
        List<Runnable> checks = new ArrayList<>();
        plan.models().forEach(name -> checks.add(() -> add(name)));
        ConfigBinder.together(checks);
    }

    private void add(String name) {
        SearchSpace space = own.space(name);
        if (space.settings().isEmpty()) {
            throw new IllegalArgumentException("nothing of " + name + " is searched: give it a range, such as --set '"
                    + name + ".space.training.optimization.learning-rate.log=[1e-4, 1e-2]'");
        }
        check(name, space);
        Selection selection =
                Selection.of(own.settings(name).training().select(), own.data().validation());
        if (selection.isByTotalLoss()) {
            throw new IllegalArgumentException(name + " chooses epochs by " + selection.name()
                    + ", which predictions do not show, so its draws cannot be compared by it; name a metric, such as"
                    + " --set " + name + ".training.select=mae");
        }
        TunedModel model = new TunedModel(name, own.settings(name), selection);
        for (int number = 1; number <= plan.draws(); number++) {
            model.add(number, number == Halving.OWN ? ConfigFactory.empty() : space.draw(plan.seed(), number));
        }
        models.put(name, model);
        spaces.put(name, space);
    }

    /** Whether the model takes all that may be drawn, as far as single settings tell. */
    private void check(String name, SearchSpace space) {
        DataSet data = own.data();
        List<Runnable> checks = new ArrayList<>();
        for (Config extreme : space.extremes()) {
            Configuration tried = configuration.with(Settings.layer(List.of(overrides, extreme.atPath(name))));
            checks.add(() -> new Models(tried, binder)
                    .settings(name, List.of(data.family(), data.name()), own.textEncoder(name)));
        }
        ConfigBinder.together(checks);
    }

    /** What is drawn from for a model. */
    SearchSpace space(String model) {
        return Objects.requireNonNull(spaces.get(model), model);
    }

    /** The models with all that came of their draws. */
    List<TunedModel> models() {
        return List.copyOf(models.values());
    }

    TuningPlan plan() {
        return plan;
    }

    Halving halving() {
        return halving;
    }

    /** The settings that lie over those of jars, whatever is drawn. */
    Config overrides() {
        return overrides;
    }

    SettingsSearch search(TunedModel model, Config found) {
        return model.search(plan, own.textEncoder(model.name()), own.recipeInWords(), found);
    }

    /** The name of the recipe by which all draws are trained. */
    String recipe() {
        return own.recipeInWords();
    }

    /** A checksum of the data set. */
    String contents() {
        return own.contents();
    }

    /**
     * Trains share by share; finished trials of the same search are kept.
     *
     * @param said gets a line for each share
     * @return why it has not come to its end, a sentence for each trial that gave no result for a reason that says
     *     nothing of its settings, such as a full disk; none where it has
     * @throws IllegalArgumentException when the folder holds trials that were made with something else
     * @throws InterruptedException when the calling thread is asked to stop; the same search goes on from there
     */
    public List<String> run(Runner runner, Consumer<String> said) throws IOException, InterruptedException {
        Map<String, List<Integer>> going = new LinkedHashMap<>();
        models.forEach((name, model) -> going.put(name, model.numbers()));
        Path former = null;
        for (int share : halving.shares()) {
            if (going.values().stream().allMatch(List::isEmpty)) {
                break; // all draws of all models failed
            }
            Path folder = plan.folder().resolve(String.valueOf(FOLDERS.get(share)));
            said.accept(SettingsSearch.inWords(List.of(share)) + ": "
                    + going.values().stream().mapToInt(List::size).sum() + " draws");
            List<String> stopped = run(share, folder, former, going, runner);
            if (!stopped.isEmpty()) {
                return stopped;
            }
            for (TunedModel model : models.values()) {
                List<Integer> kept = share == 1 ? List.of() : Halving.goingOn(model.results(share));
                for (int number : model.numbers()) {
                    if (former != null) {
                        Checkpoints.discard(folder(former, model, number).path());
                    }
                    if (!kept.contains(number)) {
                        Checkpoints.discard(folder(folder, model, number).path());
                    }
                }
                going.put(model.name(), kept);
            }
            former = folder;
        }
        return List.of();
    }

    /** Whether memory was wanting in any trial. */
    public boolean ranOutOfMemory() {
        return outOfMemory;
    }

    private List<String> run(
            int share, Path folder, @Nullable Path former, Map<String, List<Integer>> going, Runner runner)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        Config drawn = overrides;
        for (TunedModel model : models.values()) {
            for (int number : going.getOrDefault(model.name(), List.of())) {
                names.add(model.name(number));
                drawn = drawn.root()
                        .withValue(
                                model.name(number),
                                variant(model, number, share).root())
                        .toConfig();
            }
        }
        Experiment experiment = plan.experiment(names, drawn, folder);
        ExperimentRun run = new ExperimentRun(configuration, experiment);
        if (former != null) {
            run.goOnFrom(former);
        }
        EarlierTrials earlier = run.earlier();
        refuseOthers(earlier);
        Map<Trial, TrialResult> finished = plan.again() && earlier.others().isEmpty() ? Map.of() : earlier.same();
        Map<String, ComparedSystem> systems = new HashMap<>();
        Share trials = new Share(run, folder, finished, names.size() - finished.size());
        for (ComparedSystem system : runner.run(trials)) {
            systems.put(system.name(), system);
        }
        for (TunedModel model : models.values()) {
            for (int number : going.getOrDefault(model.name(), List.of())) {
                ComparedSystem system = Objects.requireNonNull(systems.get(model.name(number)));
                model.add(result(model, number, share, folder, system));
            }
        }
        outOfMemory |= run.ranOutOfMemory();
        return systems.values().stream()
                .flatMap(system -> system.failures().stream())
                .filter(reason -> !DivergedException.isToldBy(reason))
                .sorted()
                .toList();
    }

    /** A model that differs in what is drawn, and pauses unless it is trained in full. */
    private static Config variant(TunedModel model, int number, int share) {
        Config variant = model.settings(number)
                .withValue("like", ConfigValueFactory.fromAnyRef(model.name()))
                .withValue("training.keep-weights", ConfigValueFactory.fromAnyRef("none"));
        int pause = Halving.epochs(model.own().training().epochs(), share);
        return share == 1 ? variant : variant.withValue("training.pause-after", ConfigValueFactory.fromAnyRef(pause));
    }

    private void refuseOthers(EarlierTrials earlier) {
        if (!plan.again() && !earlier.others().isEmpty()) {
            throw new IllegalArgumentException(plan.folder() + " holds trials of a search by something else:\n  "
                    + String.join("\n  ", earlier.othersInWords())
                    + "\n--again searches anew, --out DIR searches in another folder");
        }
    }

    private TrialFolder folder(Path folder, TunedModel model, int number) {
        return new TrialFolder(folder.resolve(model.name(number)).resolve("seed-" + plan.seed()));
    }

    private DrawResult result(TunedModel model, int number, int share, Path folder, ComparedSystem system)
            throws IOException {
        if (!system.failures().isEmpty()) {
            return DrawResult.failed(number, share, system.failures().get(0));
        }
        Predictions predictions = system.on(SplitName.VALIDATION).get(0);
        double error = model.selection().error(predictions);
        if (!Double.isFinite(error)) {
            return DrawResult.failed(
                    number,
                    share,
                    model.name(number) + ": no finite " + model.selection().name());
        }
        return new DrawResult(
                number,
                share,
                folder(folder, model, number).readFacts().epochs(),
                error,
                model.selection().metric().of(predictions),
                system.collapsed(SplitName.VALIDATION) > 0,
                null);
    }

    /** What was given for a model, and over it what a draw sets. */
    Config settings(TunedModel model, int number) {
        Config given = own.given(model.name()).withoutPath("searched").withoutPath("space");
        return Settings.layer(List.of(given, model.settings(number)));
    }
}
