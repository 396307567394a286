package org.derl.bench.gap;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.published.Obstacles;
import org.derl.bench.published.PublishedResult;
import org.derl.bench.published.PublishedResults.PublishedText;
import org.derl.bench.published.ResultSource;
import org.derl.bench.sweep.Seeds;

/** What would be otherwise of which no stored trial tells, and the command after which one does. */
final class OpenQuestions {

    private final StoredModel model;
    private final List<StoredModel> others;
    private final Obstacles obstacles;
    private final List<String> textEncoders;
    private final Map<String, String> commands = new LinkedHashMap<>();

    /** @param textEncoders the names of those that there are */
    OpenQuestions(StoredModel model, List<StoredModel> others, Obstacles obstacles, List<String> textEncoders) {
        this.model = model;
        this.others = others;
        this.obstacles = obstacles;
        this.textEncoders = textEncoders;
    }

    /** Adds those that a published row leaves. */
    void add(ResultSource source, PublishedResult result, Map<String, PublishedText> texts) {
        String theirs = result.textEncoder();
        PublishedText text = theirs == null ? null : texts.get(theirs);
        if (theirs != null && text != null && isOpen(theirs)) {
            commands.put(
                    "text encoder: " + text.title(),
                    textEncoders.contains(theirs)
                            ? compare(theirs, "", "")
                            : imported("features of " + text.title()) + compare("as-is", "NAME", ""));
        }
        List<String> ofData = obstacles.ofData(source, result);
        if (!ofData.isEmpty()) {
            commands.put(
                    "data: " + String.join("; ", ofData), imported("a copy like theirs") + compare(ours(), "NAME", ""));
        }
    }

    private boolean isOpen(String theirs) {
        return !obstacles.isSame(ours(), theirs)
                && others.stream()
                        .noneMatch(other -> other.system().textEncoder().equals(theirs));
    }

    /** The commands, by what they answer. */
    Map<String, String> commands() {
        Map<String, String> all = new LinkedHashMap<>(commands);
        boolean diagnosed =
                model.courses().stream().noneMatch(course -> course.onTest().isEmpty());
        if (!diagnosed) {
            all.put(
                    "selection: the last epoch, and that best on test",
                    compare(ours(), "", " --set " + name() + ".training.diagnose-selection=true"));
        }
        if (model.data().recipe() == TrainingRecipe.EQUAL
                && others.stream().noneMatch(other -> other.data().recipe() == TrainingRecipe.PUBLISHED)) {
            all.put("settings: those that were published", compare(ours(), "", " --recipe published"));
        }
        if (model.seeds() == 1) {
            all.put(
                    "seed: how far seeds differ",
                    "./derl compare --data " + model.request().dataSet() + " --models " + name() + " --text-encoder "
                            + ours() + " --seeds 5" + settings());
        }
        return all;
    }

    private static String imported(String what) {
        return "./derl data import FILE --name NAME (" + what + "), then ";
    }

    private String compare(String textEncoder, String data, String more) {
        List<String> named =
                new ArrayList<>(List.of(data.isEmpty() ? model.request().dataSet() : data, name()));
        String command = "./derl compare --data " + named.get(0) + " --models " + name() + " --text-encoder "
                + textEncoder + " --seeds "
                + Seeds.text(model.system().trials().keySet()) + more + settings();
        if (!textEncoder.equals(ours()) && data.isEmpty()) {
            named.add(textEncoder);
        } else if (!more.isEmpty()) {
            named.add(more.contains("recipe") ? "published" : "diagnosed");
        }
        return command + " --out runs/" + String.join("-", named);
    }

    /** Those of the trials, so that no other question is answered. */
    private String settings() {
        return model.request().overrides().hasPath(ConfigUtil.joinPath(name()))
                ? model.request().overrides().getConfig(ConfigUtil.joinPath(name())).entrySet().stream()
                        .map(setting -> " --set '" + name() + "." + setting.getKey() + "="
                                + setting.getValue().render(ConfigRenderOptions.concise()) + "'")
                        .sorted()
                        .collect(Collectors.joining())
                : "";
    }

    private String ours() {
        return model.system().textEncoder();
    }

    private String name() {
        return model.system().name();
    }
}
