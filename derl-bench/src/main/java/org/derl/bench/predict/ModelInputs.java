package org.derl.bench.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.derl.bench.raw.RawSample;
import org.derl.bench.trial.TrainedModel;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.preparation.Preparation;

/** Brings samples into the form that a model reads, or says what they lack and how that is made. */
final class ModelInputs {

    private static final String OF_SOUND = "audio-features";
    private static final String OF_FACES = "openface";

    private final TrainedModel trained;
    private final String model;
    private final GivenSamples given;

    ModelInputs(TrainedModel trained, String model, GivenSamples given) {
        this.trained = trained;
        this.model = model;
        this.given = given;
    }

    /**
     * The samples with what the model reads.
     *
     * @param notes get what it does not read, a sentence each
     * @throws IllegalArgumentException when the samples lack a modality, or features were made otherwise than those that
     *     the model was trained on; the message says how to make them
     */
    List<RawSample> samples(Consumer<String> notes) {
        ByModality<FeatureShape> inputs = trained.schema().inputs();
        List<String> missing = new ArrayList<>();
        for (Modality modality : inputs.modalities()) {
            given.samples().stream()
                    .filter(sample -> !sample.has(modality))
                    .findFirst()
                    .ifPresent(sample -> missing.add(missing(modality, inputs.get(modality), sample)));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", missing));
        }
        checkRecipes(notes);
        Set<Modality> unread = new TreeSet<>();
        given.samples().forEach(sample -> sample.features().forEach(unread::add));
        unread.removeIf(inputs::has);
        if (given.samples().get(0).has(Modality.TEXT) && !inputs.has(Modality.TEXT)) {
            unread.add(Modality.TEXT);
        }
        unread.forEach(modality -> notes.accept("Left out: " + modality + ", which " + model + " does not read."));
        boolean inWords = trained.preparation(Modality.TEXT).isEmpty();
        return given.samples().stream()
                .map(sample -> sample.only(inputs.modalities(), inWords))
                .toList();
    }

    private String missing(Modality modality, FeatureShape shape, GivenSample sample) {
        return model + " reads " + modality + " (" + inWords(modality, shape) + "), which sample '" + sample.id()
                + "' of " + given.place() + " does not have; " + way(modality, shape);
    }

    private String inWords(Modality modality, FeatureShape shape) {
        if (modality.equals(Modality.TEXT) && trained.preparation(modality).isEmpty()) {
            return "as words";
        }
        return shape.content() == Content.TOKENS
                ? "token numbers below " + shape.size()
                : shape.size() + (shape.size() == 1 ? " number" : " numbers") + " a time step";
    }

    private String way(Modality modality, FeatureShape shape) {
        if (modality.equals(Modality.TEXT) && trained.preparation(modality).isEmpty()) {
            return "give sentences by --text, or in the column 'text' of a table";
        } else if (shape.content() == Content.TOKENS) {
            return "its data set holds token numbers, which no file of yours can; name another model by --model, or train"
                    + " one after a text encoder that reads words, such as by --text-encoder bge-small-frozen";
        }
        List<String> recipes = recipes(modality);
        if (modality.equals(Modality.AUDIO) && isBy(recipes, OF_SOUND)) {
            return "name a folder with a recording of each sample, audio/" + sample(given) + ".wav, beside a table"
                    + " texts.csv with the columns id and text: features are computed as those of its data set were"
                    + " ('./derl data extract' writes the same as a table)";
        } else if (modality.equals(Modality.VISION) && isBy(recipes, OF_FACES)) {
            return "name a folder with a file of OpenFace for each sample, vision/" + sample(given) + ".csv, beside a"
                    + " table texts.csv with the columns id and text; OpenFace makes it from a video, with the options"
                    + " that it had for its data set";
        }
        return "name a folder with " + modality + ".csv, whose columns are id, step and the " + shape.size()
                + " features in the order of its data set, made by the software that made those, beside a table"
                + " texts.csv with the columns id and text";
    }

    private static String sample(GivenSamples given) {
        return given.named() ? given.samples().get(0).id() : "ID";
    }

    private static boolean isBy(List<String> recipes, String maker) {
        return recipes.stream().anyMatch(recipe -> recipe.contains(maker));
    }

    private List<String> recipes(Modality modality) {
        return trained.preparation(modality).map(Preparation::recipes).orElse(List.of());
    }

    /** Features of another recipe are other features, whatever their number. */
    private void checkRecipes(Consumer<String> notes) {
        Set<String> expected = new TreeSet<>();
        Set<Modality> read = new TreeSet<>();
        for (Modality modality : trained.schema().inputs().modalities()) {
            if (given.samples().stream().anyMatch(sample -> contains(sample.features(), modality))) {
                read.add(modality);
                expected.addAll(recipes(modality));
            }
        }
        if (read.isEmpty()) {
            return;
        }
        Set<String> here = new TreeSet<>(given.recipes());
        if (here.isEmpty()) {
            expected.forEach(recipe -> notes.accept("Of the data set of " + model + ", " + recipe + "; whether features in "
                    + given.place() + " were made so, nobody can tell: a table does not say."));
        } else if (!expected.containsAll(here)) {
            here.removeAll(expected);
            throw new IllegalArgumentException("of " + given.place() + ", " + String.join("; ", here) + "; but of the data"
                    + " set of " + model + ", "
                    + (expected.isEmpty() ? "no features were made by DERL" : String.join("; ", expected))
                    + ". They are not comparable: "
                    + (expected.isEmpty()
                            ? "give features that were made as those of the data set"
                            : "set the same, such as by --set format.wav.frames-per-step=5"));
        }
    }

    private static boolean contains(Iterable<Modality> modalities, Modality wanted) {
        for (Modality modality : modalities) {
            if (modality.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
